import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';

/** How a tenant wants to be watched over. */
export type ConfigRow = Omit<Selectable<Tables['security_monitoring_configs']>, 'changed_xid'>;

/** The tenant's configuration, or null when it has none (its cycles then warn and end). */
export async function readConfig(tx: TenantTx): Promise<ConfigRow | null> {
  const { rows } = await sql<
    ConfigRow & { changed_xid?: string }
  >`select * from security_monitoring_configs`.execute(tx.sql);
  const row = rows[0];
  if (row === undefined) return null;
  delete row.changed_xid;
  return row;
}
