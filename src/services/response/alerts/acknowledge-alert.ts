import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';

/** Marks an alert read, once; one that was acknowledged stays so. */
export async function markAlertRead(tx: TenantTx, id: string): Promise<void> {
  await sql`
    update security_alerts set read_at = coalesce(read_at, now()),
      status = case when status = 'acknowledged' then status else 'read' end
    where id = ${id}`.execute(tx.sql);
}

/** Marks an alert acknowledged by whoever comes first; `userId` is null for an API key of no user. */
export async function acknowledgeAlert(tx: TenantTx, id: string, userId: string | null): Promise<void> {
  await sql`
    update security_alerts set status = 'acknowledged', read_at = coalesce(read_at, now()),
      acknowledged_at = now(), acknowledged_by = ${userId}
    where id = ${id} and acknowledged_at is null`.execute(tx.sql);
}
