import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';

/** Who did something, and from where. */
export interface AuditActor {
  type: 'user' | 'api_key' | 'system' | 'anonymous';
  id?: string | null;
  name?: string | null;
  ip?: string | null;
  requestId?: string | null;
  /** The key that was used, a person's own too. */
  apiKeyId?: string | null;
}

/** The product itself, for what no person asked for. */
export const SYSTEM: AuditActor = { type: 'system', name: 'Vigil' };

/** What was done to what. `action` is `noun.verb`, e.g. `vendor.create`, `scan.complete`. */
export interface AuditEntryInput {
  action: string;
  targetType?: string;
  targetId?: string;
  before?: unknown;
  after?: unknown;
}

/** Appends to the audit log in the caller's transaction: the change and its record stand or fall together. */
export async function recordAudit(tx: TenantTx, actor: AuditActor, entry: AuditEntryInput): Promise<void> {
  await recordAudits(tx, actor, [entry]);
}

/** As `recordAudit`, for what one step changed together. */
export async function recordAudits(
  tx: TenantTx,
  actor: AuditActor,
  entries: readonly AuditEntryInput[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.sql
    .insertInto('audit_log')
    .values(
      entries.map((entry) => ({
        id: uuidv7(),
        tenant_id: tx.tenantId,
        actor_type: actor.type,
        actor_id: actor.id ?? null,
        actor_name: actor.name ?? null,
        action: entry.action,
        target_type: entry.targetType ?? null,
        target_id: entry.targetId ?? null,
        before: entry.before === undefined ? null : json(entry.before),
        after: entry.after === undefined ? null : json(entry.after),
        ip: actor.ip ?? null,
        request_id: actor.requestId ?? null,
        api_key_id: actor.apiKeyId ?? null,
      })),
    )
    .execute();
}
