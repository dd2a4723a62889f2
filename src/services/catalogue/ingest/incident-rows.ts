import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import { ROW_SQL, packRows, type EpssByCve, type MergedRow } from './incident-columns.ts';
import type { StoredIncident } from './plan-ingest.ts';

/** Reads the shared incidents of these ids and locks them, in external_id order as every writer does. */
export async function lockShared(tx: Tx, externalIds: string[]): Promise<Map<string, StoredIncident>> {
  const { rows } = await sql<{
    id: string;
    external_id: string;
    incident_details: StoredIncident['parts'];
    fingerprint: string;
  }>`select id, external_id, incident_details, fingerprint from security_incidents
     where tenant_id is null and external_id = any(${externalIds}::text[])
     order by external_id for update`.execute(tx.sql);
  return new Map(
    rows.map((row) => [
      row.external_id,
      { id: row.id, parts: row.incident_details, fingerprint: row.fingerprint },
    ]),
  );
}

/** The EPSS scores of those that have one. */
export async function readEpss(tx: Tx, externalIds: readonly string[]): Promise<EpssByCve> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<{ cve_id: string; epss: number }>`
    select cve_id, epss from epss_scores where cve_id = any(${[...externalIds]}::text[])`.execute(tx.sql);
  return new Map(rows.map((row) => [row.cve_id, row.epss]));
}

/** Inserts shared incidents; returns the external ids of those that were, which leaves out what another writer inserted meanwhile. */
export async function insertShared(tx: Tx, packed: RawBuilder<unknown>): Promise<Set<string>> {
  const { rows } = await sql<{ external_id: string }>`
    insert into security_incidents (${ROW_SQL.names})
    select ${ROW_SQL.values} from ${packed}
    on conflict (external_id) where tenant_id is null do nothing
    returning external_id`.execute(tx.sql);
  return new Set(rows.map((row) => row.external_id));
}

/** Overwrites shared incidents; `changed` ones are seen by the tenants' next cycles. */
export async function updateShared(
  tx: Tx,
  rows: readonly MergedRow[],
  { changed }: { changed: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  const epss = await readEpss(
    tx,
    rows.map(({ merged }) => merged.externalId),
  );
  const seen = changed ? sql`, changed_xid = pg_current_xact_id(), changed_at = now()` : sql``;
  await sql`
    update security_incidents s set ${ROW_SQL.settings}${seen}
    from ${packRows(rows, epss)} where s.id = u.id::uuid`.execute(tx.sql);
}
