import type { FeedPageOutcome } from '../../contracts/payloads.ts';
import { daysBefore } from '../../feeds/days-back.ts';
import type { Validators } from '../../feeds/feed-clients.ts';
import { readPosition } from '../feeds/cursor.ts';
import { BEGINNING, databaseNow, outcomeOf, type SyncDeps } from '../feeds/sync.ts';
import { ingestPage } from '../incidents/ingest.ts';

/** What a scan of the breaches found. */
export interface BreachScan extends FeedPageOutcome {
  /** Breaches that were added or changed at the source within the days asked for. */
  recent: number;
}

/**
 * Takes Have I Been Pwned's list in, when it changed. It gives all breaches at once, and all are kept; `daysBack`
 * only says which are counted as recent, by the day of entry, not of the breach. Throws FeedError.
 */
export async function scanBreaches(deps: SyncDeps, daysBack = 30): Promise<BreachScan> {
  const freshUntil = await databaseNow(deps.db);
  const { cursor } = await deps.db.feed((tx) => readPosition(tx, 'hibp'));
  const answer = await deps.clients.hibp.listBreaches(cursor['validators'] as Validators | undefined);
  const records = answer.notModified ? [] : answer.records;
  const counts = await ingestPage(deps.db, {
    source: 'hibp',
    records,
    progress: {
      cursor: { validators: { ...answer.validators } },
      complete: { freshUntil, coveredFrom: BEGINNING },
    },
  });
  const from = daysBefore(new Date(freshUntil), daysBack);
  const recent = records.filter((record) => (record.modifiedDate ?? '') >= from).length;
  return { ...outcomeOf(null, counts), recent };
}
