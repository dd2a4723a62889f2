import { sql } from 'kysely';
import type { FeedPageOutcome, FeedStep } from '../../contracts/payloads.ts';
import type { Database } from '../../db/database.ts';
import type { PageCounts } from './cursor.ts';
import type { FeedClients } from './clients.ts';

/** What reading a source needs. */
export interface SyncDeps {
  db: Database;
  clients: FeedClients;
  /** True: one request a call, so that the task queue's rate is the rate of requests. */
  rateLimited: boolean;
}

/** Before anything that a source has recorded: a source that gives everything is covered from here on. */
export const BEGINNING = '1900-01-01T00:00:00.000Z';

/** The database's clock, ISO 8601: the one clock that all workers share. */
export async function databaseNow(db: Database): Promise<string> {
  return db.feed(async (tx) => {
    const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx.q);
    return rows[0]?.now ?? new Date().toISOString();
  });
}

/** A page's outcome from its counts. */
export const outcomeOf = (next: FeedStep | null, counts: PageCounts): FeedPageOutcome => ({
  next,
  new: counts.new,
  changed: counts.changed,
  rejected: counts.rejected,
});
