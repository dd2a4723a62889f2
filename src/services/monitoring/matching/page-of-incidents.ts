import { sql, type RawBuilder } from 'kysely';
import type { MatchPass } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import type { AffectedProduct } from '../../../domain/incidents/incident.ts';
import type { IncidentType, ScanType, Severity } from '../../../domain/vocabulary.ts';
import { ASSIGNERS, REFERENCES } from '../register/match-incident-to-vendors.ts';

/** What a cycle reads of a stored incident. */
export interface PageIncident {
  id: string;
  tenant_id: string | null;
  incident_type: IncidentType;
  external_id: string;
  title: string;
  description: string;
  severity: Severity;
  severity_known: boolean;
  cvss_score: number | null;
  source: string;
  published_date: string | null;
  kev_added_on: string | null;
  ransomware: boolean;
  affected_products: AffectedProduct[];
  domains: string[];
  data_classes: string[];
  pwn_count: number | null;
  fingerprint: string;
  withdrawn_at: string | null;
  epss: number | null;
  references: string[];
  assigners: (string | null)[];
  /** Position in its walk. */
  position: string;
}

const SEEN_ON = sql`coalesce(i.modified_date, i.published_date, i.discovered_date)`;

/** Which incidents a scan type looks at. */
const SCOPE: Record<ScanType, (tenantId: string) => RawBuilder<unknown>> = {
  cve: () => sql`i.tenant_id is null and i.incident_type = 'cve'`,
  breach: () => sql`i.tenant_id is null and i.incident_type = 'data_breach'`,
  feeds: (tenantId) => sql`i.tenant_id = ${tenantId}`,
};

/** The key of a walk as text, its type, and its condition; pages are keyset pages over (key, id). */
function walkOf(pass: MatchPass): { key: RawBuilder<unknown>; type: string; where: RawBuilder<unknown> } {
  if (pass.keptBack === true) {
    const owed = sql`i.id in (select incident_id from match_suppressions where rule_id is null)`;
    return { key: sql`i.id`, type: 'uuid', where: owed };
  }
  if (pass.windowFrom === null) {
    return {
      key: sql`i.changed_xid`,
      type: 'xid8',
      where: sql`i.changed_xid >= ${pass.changedFrom ?? '0'}::xid8 and i.changed_xid < ${pass.changedBefore}::xid8`,
    };
  }
  return {
    key: SEEN_ON,
    type: 'timestamptz',
    // What changed since the watermark was seen by the walk before this one.
    where: sql`${SEEN_ON} >= ${pass.windowFrom}::timestamptz
      and i.changed_xid < ${pass.changedFrom ?? pass.changedBefore}::xid8`,
  };
}

function conditionOf(tenantId: string, pass: MatchPass, after: string | null): RawBuilder<unknown> {
  if (pass.incidentId !== undefined) return sql`i.id = ${pass.incidentId} and ${after === null}`;
  const { key, type, where } = walkOf(pass);
  const at = after?.lastIndexOf('|') ?? 0;
  const rest =
    after === null
      ? sql`true`
      : sql`(${key}, i.id) > (${after.slice(0, at)}::${sql.raw(type)}, ${after.slice(at + 1)}::uuid)`;
  const onlyUpdated =
    pass.newsBefore === undefined
      ? sql`true`
      : sql`i.id in (select incident_id from vendor_security_tracking where news_found_at < ${pass.newsBefore})`;
  const scope = pass.keptBack === true ? sql`true` : SCOPE[pass.scanType](tenantId);
  return sql`${scope} and ${where} and ${onlyUpdated} and ${rest}`;
}

/** One page of a walk over stored incidents, in a stable order; row-level security narrows it to what the tenant may see. */
export async function readPageOfIncidents(
  tx: TenantTx,
  pass: MatchPass,
  after: string | null,
  limit: number,
): Promise<PageIncident[]> {
  const { key } = walkOf(pass);
  const { rows } = await sql<PageIncident>`
    select i.id, i.tenant_id, i.incident_type, i.external_id, i.title, i.description, i.severity, i.severity_known,
      i.cvss_score, i.source, i.published_date, i.kev_added_on, i.affected_products, i.domains, i.data_classes,
      i.pwn_count, i.fingerprint, i.withdrawn_at, e.epss,
      coalesce((i.incident_details #>> '{kev,knownRansomware}')::boolean, false) as ransomware,
      ${REFERENCES} as references, ${ASSIGNERS} as assigners,
      ${key}::text || '|' || i.id as position
    from security_incidents i left join epss_scores e on e.cve_id = i.external_id
    where ${conditionOf(tx.tenantId, pass, after)}
    order by ${key}, i.id limit ${limit}`.execute(tx.sql);
  return rows;
}
