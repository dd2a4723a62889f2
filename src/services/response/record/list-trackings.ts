import { sql, type RawBuilder } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type {
  IncidentType,
  Phase,
  QualificationStatus,
  Severity,
  TrackingStatus,
} from '../../../domain/vocabulary.ts';
import {
  among,
  containing,
  equals,
  readPage,
  type Page,
  type PageRequest,
  type Sorts,
} from '../../../db/keyset.ts';
import {
  nestTracking,
  TRACKING_COLUMNS,
  TRACKING_FROM,
  type FlatTracking,
  type ListedTracking,
} from './tracking-row.ts';

/** Everything is optional; `severity` is the incident's, `overdue` is open and past its due date. */
export interface TrackingFilter {
  status?: TrackingStatus[] | undefined;
  risk_qualification_status?: QualificationStatus[] | undefined;
  phase?: Phase[] | undefined;
  severity?: Severity[] | undefined;
  /** The incident's. */
  incident_type?: IncidentType[] | undefined;
  open?: boolean | undefined;
  overdue?: boolean | undefined;
  vendor_id?: string | undefined;
  incident_id?: string | undefined;
  /** In the vendor's name, the incident's id or title. */
  q?: string | undefined;
}

const SORTS: Sorts = {
  created_at: [sql`t.created_at`, 'timestamptz'],
  risk_score: [sql`t.risk_score`, 'double precision'],
  match_confidence: [sql`t.match_confidence`, 'double precision'],
  due_date: [sql`coalesce(t.due_date, 'infinity')`, 'timestamptz'],
};

/** The tenant's matches, a page of them. */
export async function listTrackings(
  tx: TenantTx,
  filter: TrackingFilter,
  page: PageRequest & { sort: string },
): Promise<Page<ListedTracking>> {
  const { rows, next } = await readPage<FlatTracking>(tx, {
    select: TRACKING_COLUMNS,
    from: TRACKING_FROM,
    where: conditions(filter),
    id: sql`t.id`,
    sorts: SORTS,
    sort: page.sort,
    page,
  });
  return { rows: rows.map(nestTracking), next };
}

function conditions(filter: TrackingFilter): RawBuilder<unknown>[] {
  const where = [
    ...among(sql`t.status`, filter.status),
    ...among(sql`t.risk_qualification_status`, filter.risk_qualification_status),
    ...among(sql`t.phase`, filter.phase),
    ...among(sql`i.severity`, filter.severity),
    ...among(sql`i.incident_type`, filter.incident_type),
    ...equals(sql`t.vendor_id`, filter.vendor_id),
    ...equals(sql`t.incident_id`, filter.incident_id),
  ];
  if (filter.open !== undefined) where.push(sql`(t.status <> 'resolved') = ${filter.open}`);
  if (filter.overdue !== undefined) {
    where.push(sql`(t.status <> 'resolved' and coalesce(t.due_date < now(), false)) = ${filter.overdue}`);
  }
  if (filter.q !== undefined) {
    const pattern = containing(filter.q);
    where.push(sql`(v.name ilike ${pattern} or i.external_id ilike ${pattern} or i.title ilike ${pattern})`);
  }
  return where;
}
