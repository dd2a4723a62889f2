import { sql } from 'kysely';
import type { AskedFeed, RefreshWanted } from '../../../contracts/payloads.ts';
import type { Tx } from '../../../db/database.ts';
import type { FeedSource } from '../../../domain/vocabulary.ts';

/** How a source stands towards what was asked of it. */
export interface Freshness {
  source: FeedSource;
  /** What was asked for is stored, and visible to every reader. */
  fresh: boolean;
  /** What was asked for is stored, though perhaps not visible to every reader yet. */
  covered: boolean;
  /** It failed after the question, and is left alone until the next one. */
  gaveUp: boolean;
  error: string | null;
  totals: { new: number; changed: number; rejected: number };
}

/** What a feed's row tells of its last readings, a shared source's or a tenant's own. */
export interface ReadingRow {
  fresh_until: string | null;
  visible: boolean | null;
  last_error: string | null;
  last_error_at: string | null;
  next_run_at: string | null;
  failures: number;
  new_total: number;
  changed_total: number;
  rejected_total: number;
}

interface Row extends ReadingRow {
  source: FeedSource;
  covered_from: string | null;
}

/** Of a feed that was never read, or is not there any more. */
export const NO_TOTALS = { new: 0, changed: 0, rejected: 0 };

/** How a feed stands whose row covers what was asked, or does not. */
export function standingOf(
  row: ReadingRow,
  covered: boolean,
  askedAt: string | undefined,
): Omit<Freshness, 'source'> {
  const failed = askedAt !== undefined && row.last_error_at !== null && row.last_error_at >= askedAt;
  return {
    fresh: covered && row.visible === true,
    covered,
    // A failure that a later page made good is no giving up.
    gaveUp: !covered && failed && row.failures > 0 && row.next_run_at === null,
    error: row.last_error,
    totals: { new: row.new_total, changed: row.changed_total, rejected: row.rejected_total },
  };
}

function judge(row: Row | undefined, asked: RefreshWanted & { askedAt?: string }): Omit<Freshness, 'source'> {
  if (!row) return { fresh: false, covered: false, gaveUp: false, error: null, totals: NO_TOTALS };
  const { fresh_until: until, covered_from: from } = row;
  const covered = until !== null && from !== null && until >= asked.freshAfter && from <= asked.since;
  return standingOf(row, covered, asked.askedAt);
}

/** How the asked sources stand. A source's last transaction must be older than every running one, to be seen whole. */
export async function readFreshness(
  tx: Tx,
  asked: readonly (Pick<AskedFeed, 'source' | 'since' | 'freshAfter'> & { askedAt?: string })[],
): Promise<Freshness[]> {
  const { rows } = await sql<Row>`
    select source, fresh_until, covered_from, last_error, last_error_at, next_run_at, failures, new_total, changed_total,
      rejected_total, last_xid < pg_snapshot_xmin(pg_current_snapshot()) as visible
    from feed_cursors where source = any(${asked.map((feed) => feed.source)}::text[])`.execute(tx.sql);
  const bySource = new Map(rows.map((row) => [row.source, row]));
  return asked.map((feed) => ({ source: feed.source, ...judge(bySource.get(feed.source), feed) }));
}
