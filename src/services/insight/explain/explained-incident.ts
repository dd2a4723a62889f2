import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { ConsideredRow } from '../../monitoring/matching/considered-row.ts';
import { MATCHABLE_COLUMNS, type MatchableRow } from '../../monitoring/register/match-incident-to-vendors.ts';

/** An incident as an explanation reads it. */
export type ExplainedIncident = MatchableRow & ConsideredRow & { published_date: string | null };

/** Its columns, where `i` is the incident. */
export const EXPLAINED_COLUMNS = sql`${MATCHABLE_COLUMNS}, i.tenant_id, i.source, i.severity_known, i.cvss_score,
  i.kev_added_on, i.withdrawn_at, i.published_date`;

/** An incident by its id, or by its source's own id, of which the tenant's own goes before a shared one. */
export type AskedIncident = { incident_id: string } | { external_id: string };

/** The incident that is asked about, or null where the tenant sees none such. */
export async function readExplainedIncident(
  tx: TenantTx,
  asked: AskedIncident,
): Promise<ExplainedIncident | null> {
  const which =
    'incident_id' in asked ? sql`i.id = ${asked.incident_id}` : sql`i.external_id = ${asked.external_id}`;
  const { rows } = await sql<ExplainedIncident>`
    select ${EXPLAINED_COLUMNS} from security_incidents i where ${which}
    order by i.tenant_id nulls last limit 1`.execute(tx.sql);
  return rows[0] ?? null;
}

/** An incident in short, as answers about pairs carry it. */
export const incidentInShort = (
  row: Pick<MatchableRow, 'id' | 'external_id' | 'title' | 'incident_type' | 'severity'> &
    Pick<ConsideredRow, 'cvss_score' | 'kev_added_on'> & { published_date: string | null },
) => ({
  id: row.id,
  external_id: row.external_id,
  title: row.title,
  incident_type: row.incident_type,
  severity: row.severity,
  cvss_score: row.cvss_score,
  kev: row.kev_added_on !== null,
  published_date: row.published_date,
});
