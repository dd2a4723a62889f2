import { cut } from '../../../domain/text/cut.ts';
import { sql } from 'kysely';
import type { Database, Tx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { SHARE_WINDOW } from '../../../domain/feeds/feed-yield.ts';
import type { Json } from '../../../domain/incidents/normalized-incident.ts';
import type { FeedPosition } from '../../../feeds/definition/define-feed.ts';
import { countFailure, countPage } from './feed-days.ts';

/**
 * Of a page: what is committed beside its rows. Without a cursor the stored one stays (a single record, fetched out
 * of turn). `complete` says that nothing is left to read.
 */
export interface PageProgress {
  cursor?: Record<string, Json>;
  complete?: { freshUntil: string; coveredFrom: string };
}

export interface PageCounts {
  new: number;
  changed: number;
  rejected: number;
}

/** The counts of a page that a source's health is judged by. */
export interface PageYield extends PageCounts {
  /** All records of the page. */
  records: number;
  /** Those that say what is stored. */
  unchanged: number;
  /** Those that were read because their content was not stored, and of them those that name a vendor. */
  readAnew: number;
  withVendor: number;
}

/** Why a try failed. */
export interface FeedFailure {
  message: string;
  /** `bad_key`, `timeout`…; without one, the last one stays. */
  code?: string;
  /** Null when the source is left alone until somebody asks again. */
  retryInSeconds: number | null;
}

/** Where a source stands; the beginning for one never read. */
export async function readPosition(tx: Tx, source: string): Promise<FeedPosition> {
  const row = await tx.sql
    .selectFrom('feed_cursors')
    .select(['cursor', 'fresh_until', 'covered_from'])
    .where('source', '=', source)
    .executeTakeFirst();
  return {
    cursor: (row?.cursor ?? {}) as Record<string, Json>,
    freshUntil: row?.fresh_until ?? null,
    coveredFrom: row?.covered_from ?? null,
  };
}

/** Commits a page's progress in the transaction of its rows; the source counts as healthy again. */
export async function commitProgress(
  tx: Tx,
  source: string,
  progress: PageProgress,
  counts: PageYield,
): Promise<void> {
  const { freshUntil = null, coveredFrom = null } = progress.complete ?? {};
  await countPage(tx, source, counts);
  // A page takes as many of the last records' places as it has, and the older ones fade.
  const places = Math.min(counts.readAnew, SHARE_WINDOW);
  const kept = 1 - places / SHARE_WINDOW;
  const named = counts.readAnew === 0 ? 0 : (counts.withVendor * places) / counts.readAnew;
  await sql`
    insert into feed_cursors as c (source, cursor, fresh_until, covered_from, last_xid, last_success_at,
      new_total, changed_total, unchanged_total, rejected_total, recent_read, recent_with_vendor)
    values (${source}, ${json(progress.cursor ?? {})}::jsonb, ${freshUntil}::timestamptz, ${coveredFrom}::timestamptz,
      pg_current_xact_id(), now(), ${counts.new}, ${counts.changed}, ${counts.unchanged}, ${counts.rejected}, ${places}, ${named})
    on conflict (source) do update set
      cursor = case when ${progress.cursor !== undefined} then excluded.cursor else c.cursor end,
      fresh_until = greatest(c.fresh_until, excluded.fresh_until),
      covered_from = least(c.covered_from, excluded.covered_from),
      last_xid = excluded.last_xid,
      last_success_at = now(),
      failures = 0,
      next_run_at = null,
      last_error = case when excluded.fresh_until is null then c.last_error end,
      last_error_code = case when excluded.fresh_until is null then c.last_error_code end,
      failing_since = case when excluded.fresh_until is null then c.failing_since end,
      new_total = c.new_total + excluded.new_total,
      changed_total = c.changed_total + excluded.changed_total,
      unchanged_total = c.unchanged_total + excluded.unchanged_total,
      rejected_total = c.rejected_total + excluded.rejected_total,
      recent_read = c.recent_read * ${kept}::float8 + excluded.recent_read,
      recent_with_vendor = c.recent_with_vendor * ${kept}::float8 + excluded.recent_with_vendor`.execute(
    tx.sql,
  );
}

/** Records a failed try. */
export async function recordFailure(db: Database, source: string, failure: FeedFailure): Promise<void> {
  const { message, code, retryInSeconds } = failure;
  await db.withFeedRole(async (tx) => {
    // A try without a code was counted when it failed: now the source is left alone.
    if (code !== undefined) await countFailure(tx, source);
    await sql`
      insert into feed_cursors as c (source, last_error, last_error_code, last_error_at, failing_since, failures, next_run_at)
      values (${source}, ${cut(message, 1_000)}, ${code ?? null}, clock_timestamp(), clock_timestamp(), 1,
        now() + make_interval(secs => ${retryInSeconds}))
      on conflict (source) do update set
        last_error = excluded.last_error, last_error_at = excluded.last_error_at,
        last_error_code = coalesce(excluded.last_error_code, c.last_error_code),
        failing_since = coalesce(c.failing_since, excluded.failing_since),
        failures = c.failures + 1, next_run_at = excluded.next_run_at`.execute(tx.sql);
  });
}
