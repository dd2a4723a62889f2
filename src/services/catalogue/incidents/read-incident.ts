import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { INCIDENT_COLUMNS, INCIDENT_FROM, type WholeIncident } from './incident-row.ts';

/** One incident that the tenant may see, or null. */
export async function readIncident(tx: TenantTx, id: string): Promise<WholeIncident | null> {
  const { rows } = await sql<WholeIncident>`
    select ${INCIDENT_COLUMNS} from ${INCIDENT_FROM} where i.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}

/** By the source's own id (CVE id, HIBP name); the tenant's own incident goes before a shared one. */
export async function getIncidentByExternalId(
  tx: TenantTx,
  externalId: string,
): Promise<WholeIncident | null> {
  const { rows } = await sql<WholeIncident>`
    select ${INCIDENT_COLUMNS} from ${INCIDENT_FROM} where i.external_id = ${externalId}
    order by i.tenant_id nulls last limit 1`.execute(tx.sql);
  return rows[0] ?? null;
}
