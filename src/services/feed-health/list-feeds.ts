import { sql } from 'kysely';
import type { TenantTx, Tx } from '../../db/database.ts';
import type { FeedVerdict } from '../../domain/feeds/feed-health.ts';
import { vendorShares } from '../../domain/feeds/feed-yield.ts';
import type { ScanType } from '../../domain/vocabulary.ts';
import type { FeedDayRow } from '../catalogue/feeds/feed-days.ts';
import { readFeedHealth, type FeedHealth, type FeedStateRow } from './health.ts';

const DAY_MS = 86_400_000;
/** Days that are shown one by one, and over which a yield is averaged. */
const SHOWN_DAYS = 14;
const YIELD_DAYS = 7;

type DayFigures = Pick<
  FeedDayRow,
  'day' | 'records' | 'new' | 'changed' | 'unchanged' | 'rejected' | 'pages' | 'failures'
>;

/** A shared source as people see it; one that was never read yet has no times. */
export interface FeedRow extends Pick<
  FeedStateRow,
  | 'source'
  | 'fresh_until'
  | 'covered_from'
  | 'lag_seconds'
  | 'last_success_at'
  | 'last_error'
  | 'last_error_at'
  | 'failures'
  | 'failing_since'
  | 'new_total'
  | 'changed_total'
  | 'unchanged_total'
  | 'rejected_total'
> {
  id: string;
  title: string;
  scan_type: ScanType;
  verdict: FeedVerdict;
  healthy: boolean;
  /** Why, and what to do about it, in words. */
  reason: string;
  advice: string | null;
  /** The next try by itself, while it fails. */
  retry_at: string | null;
  yield: {
    /** New and changed ones, averaged over the last seven days (or those since the first reading). */
    records_per_day: number;
    /** Of the latest records and of those before, 0 to 1; null where none, or too few to compare with, were read. */
    vendor_share: number | null;
    vendor_share_before: number | null;
    /** The last fourteen days, oldest first, today with them. */
    days: DayFigures[];
  };
  /** Records that are kept as set aside. */
  rejects: { total: number; last_7_days: number };
}

interface RejectCounts {
  source: string;
  total: number;
  last_7_days: number;
}

async function countRejects(tx: Tx): Promise<Map<string, RejectCounts>> {
  const { rows } = await sql<RejectCounts>`
    select source, count(*) as total,
      count(*) filter (where updated_at > now() - make_interval(days => ${YIELD_DAYS})) as last_7_days
    from feed_rejects group by source`.execute(tx.sql);
  return new Map(rows.map((row) => [row.source, row]));
}

const NOTHING = { records: 0, new: 0, changed: 0, unchanged: 0, rejected: 0, pages: 0, failures: 0 };

/** The last days without gaps. */
function lastDays(days: readonly FeedDayRow[], now: string): DayFigures[] {
  const byDay = new Map(days.map((row) => [row.day, row]));
  return Array.from({ length: SHOWN_DAYS }, (_, index) => {
    const day = new Date(Date.parse(now) - (SHOWN_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const {
      records,
      new: added,
      changed,
      unchanged,
      rejected,
      pages,
      failures,
    } = byDay.get(day) ?? { ...NOTHING };
    return { day, records, new: added, changed, unchanged, rejected, pages, failures };
  });
}

function recordsPerDay(days: readonly DayFigures[], startedAt: string | null, now: string): number {
  if (startedAt === null) return 0;
  const age = Math.ceil((Date.parse(now) - Date.parse(startedAt)) / DAY_MS);
  const over = Math.min(YIELD_DAYS, Math.max(1, age));
  const brought = days.slice(-over).reduce((sum, day) => sum + day.new + day.changed, 0);
  return Math.round((brought / over) * 10) / 10;
}

function present({ feed, state, days, facts, judgement }: FeedHealth, rejects?: RejectCounts): FeedRow {
  const shown = lastDays(days, state.now);
  const { now, before } = vendorShares(facts.recent, facts.days);
  const failing = judgement.verdict === 'failing';
  return {
    id: feed.source,
    source: feed.source,
    title: feed.title,
    scan_type: feed.scanType,
    verdict: judgement.verdict,
    healthy: judgement.verdict === 'healthy',
    reason: judgement.reason,
    advice: judgement.advice,
    fresh_until: state.fresh_until,
    covered_from: state.covered_from,
    lag_seconds: state.lag_seconds,
    last_success_at: state.last_success_at,
    last_error: state.last_error,
    last_error_at: state.last_error_at,
    failures: state.failures,
    failing_since: state.failing_since,
    retry_at: failing ? state.next_run_at : null,
    yield: {
      records_per_day: recordsPerDay(shown, state.started_at, state.now),
      vendor_share: now,
      vendor_share_before: before,
      days: shown,
    },
    rejects: { total: rejects?.total ?? 0, last_7_days: rejects?.last_7_days ?? 0 },
    new_total: state.new_total,
    changed_total: state.changed_total,
    unchanged_total: state.unchanged_total,
    rejected_total: state.rejected_total,
  };
}

/** All shared sources with their health. */
export async function listFeeds(tx: TenantTx): Promise<FeedRow[]> {
  const rejects = await countRejects(tx);
  return (await readFeedHealth(tx)).map((health) => present(health, rejects.get(health.feed.source)));
}
