import { sql, type RawBuilder } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { IncidentStatus, IncidentType, Severity } from '../../../domain/vocabulary.ts';
import { SEVERITIES } from '../../../domain/vocabulary.ts';
import {
  among,
  containing,
  equals,
  readPage,
  type Page,
  type PageRequest,
  type Sorts,
} from '../../../db/keyset.ts';
import { LISTED_COLUMNS, INCIDENT_FROM, INCIDENT_STATUS, type ListedIncident } from './incident-row.ts';

/** Everything is optional; times are ISO 8601. */
export interface IncidentFilter {
  incident_type?: IncidentType[] | undefined;
  severity?: Severity[] | undefined;
  status?: IncidentStatus[] | undefined;
  source?: string | undefined;
  q?: string | undefined;
  min_cvss?: number | undefined;
  kev?: boolean | undefined;
  published_from?: string | undefined;
  published_to?: string | undefined;
  vendor_id?: string | undefined;
}

const SORTS: Sorts = {
  published_date: [sql`coalesce(i.published_date, i.discovered_date)`, 'timestamptz'],
  created_at: [sql`i.created_at`, 'timestamptz'],
  risk_score: [sql`i.risk_score`, 'double precision'],
  cvss_score: [sql`coalesce(i.cvss_score, -1)`, 'double precision'],
  severity: [sql`array_position(${[...SEVERITIES]}::text[], i.severity)`, 'integer'],
};

/** Shared incidents and the tenant's own, a page of them. */
export function listIncidents(
  tx: TenantTx,
  filter: IncidentFilter,
  page: PageRequest & { sort: string },
): Promise<Page<ListedIncident>> {
  return readPage<ListedIncident>(tx, {
    select: LISTED_COLUMNS,
    from: INCIDENT_FROM,
    where: conditions(filter),
    id: sql`i.id`,
    sorts: SORTS,
    sort: page.sort,
    page,
  });
}

function conditions(filter: IncidentFilter): RawBuilder<unknown>[] {
  const where = [
    ...among(sql`i.incident_type`, filter.incident_type),
    ...among(sql`i.severity`, filter.severity),
    ...among(INCIDENT_STATUS, filter.status),
    ...equals(sql`i.source`, filter.source),
  ];
  if (filter.q !== undefined) where.push(search(filter.q));
  if (filter.min_cvss !== undefined) where.push(sql`i.cvss_score >= ${filter.min_cvss}`);
  if (filter.kev !== undefined) {
    where.push(filter.kev ? sql`i.kev_added_on is not null` : sql`i.kev_added_on is null`);
  }
  if (filter.published_from !== undefined) where.push(sql`i.published_date >= ${filter.published_from}`);
  if (filter.published_to !== undefined) where.push(sql`i.published_date < ${endOf(filter.published_to)}`);
  if (filter.vendor_id !== undefined) {
    where.push(
      sql`exists (select 1 from vendor_security_tracking t where t.incident_id = i.id and t.vendor_id = ${filter.vendor_id})`,
    );
  }
  return where;
}

/** A whole CVE id is looked up by its index; anything else is looked for in the texts. */
function search(text: string): RawBuilder<unknown> {
  if (/^CVE-\d{4}-\d{4,}$/i.test(text)) return sql`i.external_id = ${text.toUpperCase()}`;
  const pattern = containing(text);
  return sql`(i.external_id ilike ${pattern} or i.title ilike ${pattern} or i.description ilike ${pattern})`;
}

/** A day without a time means all of it. */
function endOf(given: string): RawBuilder<unknown> {
  return given.length === 10
    ? sql`${given}::date + 1`
    : sql`${given}::timestamptz + interval '1 millisecond'`;
}
