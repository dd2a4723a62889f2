import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import { json } from '../../db/parsers.ts';
import type { Json } from '../../domain/normalized-incident.ts';
import type { FeedPosition } from '../../feeds/define-feed.ts';

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

/** Where a source stands; the beginning for one never read. */
export async function readPosition(tx: Tx, source: string): Promise<FeedPosition> {
  const row = await tx.q
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
  counts: PageCounts,
): Promise<void> {
  const { freshUntil = null, coveredFrom = null } = progress.complete ?? {};
  await sql`
    insert into feed_cursors as c (source, cursor, fresh_until, covered_from, last_xid, last_success_at,
      new_total, changed_total, rejected_total)
    values (${source}, ${json(progress.cursor ?? {})}::jsonb, ${freshUntil}::timestamptz, ${coveredFrom}::timestamptz,
      pg_current_xact_id(), now(), ${counts.new}, ${counts.changed}, ${counts.rejected})
    on conflict (source) do update set
      cursor = case when ${progress.cursor !== undefined} then excluded.cursor else c.cursor end,
      fresh_until = greatest(c.fresh_until, excluded.fresh_until),
      covered_from = least(c.covered_from, excluded.covered_from),
      last_xid = excluded.last_xid,
      last_success_at = now(),
      failures = 0,
      next_run_at = null,
      last_error = case when excluded.fresh_until is null then c.last_error end,
      new_total = c.new_total + excluded.new_total,
      changed_total = c.changed_total + excluded.changed_total,
      rejected_total = c.rejected_total + excluded.rejected_total`.execute(tx.q);
}

/** Records a failed try. `retryInSeconds` is null when the source is left alone until somebody asks again. */
export async function recordFailure(
  db: Database,
  source: string,
  message: string,
  retryInSeconds: number | null,
): Promise<void> {
  await db.feed((tx) =>
    sql`
    insert into feed_cursors as c (source, last_error, last_error_at, failures, next_run_at)
    values (${source}, ${message.slice(0, 1_000)}, clock_timestamp(), 1, now() + make_interval(secs => ${retryInSeconds}))
    on conflict (source) do update set
      last_error = excluded.last_error, last_error_at = excluded.last_error_at,
      failures = c.failures + 1, next_run_at = excluded.next_run_at`.execute(tx.q),
  );
}
