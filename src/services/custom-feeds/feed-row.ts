import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../db/database.ts';
import type { CustomFeedReading } from '../../domain/feeds/custom-feed.ts';
import type { CustomFeedVerdict } from '../../domain/feeds/custom-feed-health.ts';
import { HEALTH_COLUMNS, judgeRow, type HealthColumns } from './health/custom-health.ts';

/** All columns of a feed; the secret's are sealed and stay inside. */
export type StoredFeed = Selectable<Tables['custom_feeds']>;

/** A feed as it is shown: with its health, without its secret. */
export interface CustomFeedRow extends Pick<
  StoredFeed,
  | 'id'
  | 'tenant_id'
  | 'key'
  | 'name'
  | 'kind'
  | 'url'
  | 'incident_type'
  | 'vendor'
  | 'default_severity'
  | 'mapping'
  | 'days_back'
  | 'enabled'
  | 'fresh_until'
  | 'last_success_at'
  | 'last_error'
  | 'last_error_at'
  | 'failures'
  | 'failing_since'
  | 'next_run_at'
  | 'entries'
  | 'new_total'
  | 'changed_total'
  | 'rejected_total'
  | 'created_at'
  | 'updated_at'
> {
  /** The header that carries a secret; its value is never shown. */
  auth_header_name: string | null;
  healthy: boolean | null;
  /** How it is, and why in words. */
  verdict: CustomFeedVerdict;
  reason: string;
  /** Documents of a CSAF provider that are listed and not taken in yet. */
  pending_documents: number;
  /** Of entries that could not be read, as of now. */
  rejects: number;
}

export const FEED_COLUMNS = sql`f.id, f.tenant_id, f.key, f.name, f.kind, f.url, f.incident_type, f.vendor,
  f.default_severity, f.mapping, f.days_back, f.enabled, f.auth_header_name, f.fresh_until, f.last_success_at,
  f.last_error, f.last_error_at, f.failures, f.failing_since, f.next_run_at, f.entries, f.new_total, f.changed_total,
  f.rejected_total, f.created_at, f.updated_at,
  case when f.failures > 0 then false when f.last_success_at is not null then true end as healthy,
  (select count(*)::int from custom_feed_documents d where d.feed_id = f.id and d.taken is distinct from d.listed)
    as pending_documents,
  (select count(*)::int from custom_feed_rejects r where r.feed_id = f.id) as rejects,
  ${HEALTH_COLUMNS}`;

/** A row of the columns above. */
export type FeedColumns = Omit<CustomFeedRow, 'verdict' | 'reason'> & HealthColumns;

/** The row as it is shown. */
export function judged(row: FeedColumns): CustomFeedRow {
  const {
    last_error_code: _code,
    empty_since: _empty,
    scan_frequency: _frequency,
    now: _now,
    ...shown
  } = row;
  const { verdict, reason } = judgeRow(row);
  return { ...shown, verdict, reason };
}

/** A feed that is still there, or null. */
export async function readFeed(tx: TenantTx, id: string): Promise<CustomFeedRow | null> {
  const { rows } = await sql<FeedColumns>`
    select ${FEED_COLUMNS} from custom_feeds f where f.id = ${id} and f.deleted_at is null`.execute(tx.sql);
  return rows[0] === undefined ? null : judged(rows[0]);
}

/** The same with everything that reading it needs. */
export async function readStoredFeed(tx: TenantTx, id: string): Promise<StoredFeed | undefined> {
  return tx.sql
    .selectFrom('custom_feeds')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** What of a feed decides how its entries are read. */
export const readingOf = (feed: StoredFeed): CustomFeedReading => ({
  id: feed.id,
  key: feed.key,
  name: feed.name,
  kind: feed.kind,
  incidentType: feed.incident_type,
  mapping: feed.mapping,
  vendor: feed.vendor,
  defaultSeverity: feed.default_severity,
});

/** An address without what may be a secret in it, for the log and for those who do not configure. */
export function withoutQuery(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}
