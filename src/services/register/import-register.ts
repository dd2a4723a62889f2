import type { TenantTx } from '../../db/database.ts';
import type { AuditActor } from '../access/audit/record.ts';
import { importVendors, type ImportOutcome } from './import.ts';
import { parseRegister, type RegisterFormat } from './parse-register.ts';

/** A register as it was sent, and by whom. */
export interface RegisterImport {
  text: string;
  format: RegisterFormat;
  actor: AuditActor;
  /** Says what it would do, and does nothing. */
  preview: boolean;
}

/**
 * Brings a register in, in one transaction: what became of each row, as JSON, since it may be as long as the register.
 * Rows that are wrong are told and the others go in. Throws Fault where the text is no register.
 */
export async function importRegister(
  run: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>,
  { text, format, actor, preview }: RegisterImport,
): Promise<string> {
  const { rows, faults } = parseRegister(text, format);
  const outcome = await run((tx) => importVendors(tx, rows, { actor, preview }));
  const wrong = new Set(faults.map(({ row }) => row)).size;
  return JSON.stringify({
    ...outcome,
    rows: outcome.rows + wrong,
    failed: outcome.failed + wrong,
    errors: [...faults, ...outcome.errors].sort((a, b) => a.row - b.row),
  } satisfies ImportOutcome);
}
