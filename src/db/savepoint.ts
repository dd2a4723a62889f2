import { sql } from 'kysely';
import type { TenantTx } from './database.ts';

/** PostgreSQL's classes of errors that are the data's fault: its form, a constraint, a limit of size. */
const DATA_CLASSES = new Set(['22', '23', '54']);

/** True where the database refused what was to be written, rather than being in trouble itself. */
export function isDataFault(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return DATA_CLASSES.has(code.slice(0, 2));
  return cause !== undefined && isDataFault(cause);
}

/** Does work of which nothing stays when it throws, while the transaction around it goes on. */
export async function inSavepoint<T>(tx: TenantTx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint work`.execute(tx.sql);
  try {
    const result = await work();
    await sql`release savepoint work`.execute(tx.sql);
    return result;
  } catch (error) {
    await sql`rollback to savepoint work`.execute(tx.sql);
    await sql`release savepoint work`.execute(tx.sql);
    throw error;
  }
}
