import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { judgeFeed, type FeedFacts, type FeedJudgement } from '../../domain/feeds/feed-health.ts';
import type { ScanFrequency, ScanType } from '../../domain/vocabulary.ts';
import type { FeedDefinition } from '../../feeds/definition/define-feed.ts';
import { FEEDS } from '../../feeds/registry.ts';
import { factsOf, readDays, type FeedDayRow } from '../catalogue/feeds/feed-days.ts';

/** A shared source's state as it is stored; one that was never tried has nothing but its name. */
export interface FeedStateRow {
  source: string;
  started_at: string | null;
  fresh_until: string | null;
  covered_from: string | null;
  last_success_at: string | null;
  last_error: string | null;
  last_error_at: string | null;
  last_error_code: string | null;
  failures: number;
  failing_since: string | null;
  next_run_at: string | null;
  new_total: number;
  changed_total: number;
  unchanged_total: number;
  rejected_total: number;
  recent_read: number;
  recent_with_vendor: number;
  /** Seconds since it was last complete. */
  lag_seconds: number | null;
  now: string;
}

/** A source with its state, its days and what they come to. */
export interface FeedHealth {
  feed: FeedDefinition;
  state: FeedStateRow;
  days: FeedDayRow[];
  facts: FeedFacts;
  judgement: FeedJudgement;
}

/** Hours between two scans; a weekly one is spread over three hours. */
export const EVERY_HOURS: Record<ScanFrequency, number> = { hourly: 1, daily: 24, weekly: 7 * 24 + 3 };

async function readStates(tx: Tx): Promise<Map<string, FeedStateRow>> {
  const { rows } = await sql<FeedStateRow>`
    select s.source, c.created_at as started_at, c.fresh_until, c.covered_from, c.last_success_at, c.last_error,
      c.last_error_at, c.last_error_code, coalesce(c.failures, 0) as failures, c.failing_since, c.next_run_at,
      coalesce(c.new_total, 0) as new_total, coalesce(c.changed_total, 0) as changed_total,
      coalesce(c.unchanged_total, 0) as unchanged_total, coalesce(c.rejected_total, 0) as rejected_total,
      coalesce(c.recent_read, 0)::float8 as recent_read, coalesce(c.recent_with_vendor, 0)::float8 as recent_with_vendor,
      case when c.fresh_until is not null then greatest(0, extract(epoch from now() - c.fresh_until))::float8 end as lag_seconds,
      now() as now
    from unnest(${FEEDS.map((feed) => feed.source)}::text[]) as s (source)
    left join feed_cursors c on c.source = s.source`.execute(tx.sql);
  return new Map(rows.map((row) => [row.source, row]));
}

/** Hours between the scans of the tenant that scans most often, by scan type; none where nobody does. */
async function readFrequencies(tx: Tx): Promise<Map<ScanType, number>> {
  const { rows } = await sql<{ scan_type: ScanType; frequency: ScanFrequency }>`
    select scan_type, frequency from lookup_scan_frequencies()`.execute(tx.sql);
  const most = new Map<ScanType, number>();
  for (const { scan_type: type, frequency } of rows) {
    most.set(type, Math.min(most.get(type) ?? Infinity, EVERY_HOURS[frequency]));
  }
  return most;
}

/** Variables without a default are keys, the others are addresses. */
const variablesOf = ({ variables }: FeedDefinition, keys: boolean): string[] =>
  Object.values(variables)
    .filter((one) => (one.default === undefined) === keys)
    .map((one) => one.variable);

/** How all shared sources are, in the order of the registry; as the application role. */
export async function readFeedHealth(tx: Tx): Promise<FeedHealth[]> {
  const [states, days, frequencies] = [await readStates(tx), await readDays(tx), await readFrequencies(tx)];
  return FEEDS.flatMap((feed) => {
    const state = states.get(feed.source);
    if (state === undefined) return [];
    const ownDays = days.get(feed.source) ?? [];
    const facts: FeedFacts = {
      source: feed.source,
      title: feed.title,
      keyVariables: variablesOf(feed, true),
      addressVariables: variablesOf(feed, false),
      staleAfterHours: feed.staleAfterHours,
      askedEveryHours: frequencies.get(feed.scanType) ?? null,
      startedAt: state.started_at,
      freshUntil: state.fresh_until,
      failures: state.failures,
      failingSince: state.failing_since,
      lastError: state.last_error,
      lastErrorCode: state.last_error_code,
      nextTryAt: state.next_run_at,
      recent: { read: state.recent_read, withVendor: state.recent_with_vendor },
      days: ownDays.map(factsOf),
    };
    return [{ feed, state, days: ownDays, facts, judgement: judgeFeed(facts, state.now) }];
  });
}
