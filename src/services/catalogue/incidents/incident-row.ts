import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../../db/database.ts';

type Columns = Selectable<Tables['security_incidents']>;

/** An incident as one tenant sees it: shared facts, with the tenant's own status beside them. */
export type WholeIncident = Omit<Columns, 'fingerprint' | 'changed_xid' | 'changed_at'> & {
  epss: number | null;
  epss_percentile: number | null;
  kev: boolean;
  held_for_score: boolean;
  /** Of a custom feed: its name when it was read. */
  feed_name: string | null;
};

/** What a list shows of it: without each source's part and without versions, which may be hundreds of kilobytes. */
export type ListedIncident = Omit<WholeIncident, 'incident_details' | 'affected_versions'>;

/** Affected products that a list names of one incident. */
const MOST_PRODUCTS = 20;

/** A tenant's own incident keeps its status itself, a shared one in the tenant's row beside it. */
export const INCIDENT_STATUS = sql`case when i.tenant_id is null then coalesce(ti.status, 'new') else i.status end`;

/** Where `i` is the incident, `ti` the tenant's state of it, `e` its EPSS score. */
export const INCIDENT_FROM = sql`security_incidents i
  left join tenant_incidents ti on ti.incident_id = i.id
  left join epss_scores e on i.incident_type = 'cve' and e.cve_id = i.external_id`;

const COMMON_COLUMNS = sql`i.id, i.tenant_id, i.incident_type, i.external_id, i.title, i.description, i.description_truncated,
  i.severity, i.severity_known, i.cvss_score, i.risk_score, i.source, i.source_url, i.published_date,
  i.modified_date, i.discovered_date,
  case when i.tenant_id is not null then i.incident_details #>> array[i.source, 'part', 'feed'] end as feed_name,
  ${INCIDENT_STATUS} as status, case when i.tenant_id is null then ti.resolution_notes else i.resolution_notes end as resolution_notes,
  coalesce(ti.last_scan_at, i.last_scan_at) as last_scan_at, coalesce(ti.held_for_score, false) as held_for_score,
  e.epss, e.percentile as epss_percentile, i.kev_added_on is not null as kev, i.kev_added_on, i.cwes, i.domains,
  i.data_classes, i.pwn_count, i.source_status, i.withdrawn_at, i.created_at, i.updated_at`;

/** Of a single incident. */
export const INCIDENT_COLUMNS = sql`${COMMON_COLUMNS}, i.incident_details, i.affected_products, i.affected_versions`;

/** Of each incident in a list. */
export const LISTED_COLUMNS = sql`${COMMON_COLUMNS},
  (select coalesce(jsonb_agg(p - 'versions'), '[]') from (
    select p from jsonb_array_elements(i.affected_products) p limit ${sql.lit(MOST_PRODUCTS)}) named) as affected_products`;
