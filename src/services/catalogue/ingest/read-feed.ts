import type { FeedPageOutcome, FeedPageRequest } from '../../../contracts/payloads.ts';
import type { Database } from '../../../db/database.ts';
import type { FeedContext, FeedPage } from '../../../feeds/definition/define-feed.ts';
import type { FeedSettings } from '../../../feeds/definition/feed-variable.ts';
import { feedNamed } from '../../../feeds/registry.ts';
import { ingestPage } from './ingest.ts';
import { takeOutMissing } from './take-out-missing.ts';
import { readPosition } from '../feeds/cursor.ts';
import { databaseNow } from '../../../db/clock.ts';
import { dequeue, enqueue, feedStore } from './feed-store.ts';
import { storeScores } from './store-scores.ts';

/** What reading a source needs. */
export interface FeedDeps {
  db: Database;
  /** By source. */
  settings: Readonly<Record<string, FeedSettings>>;
  /** False only against a local replay. */
  rateLimited: boolean;
  signal?: AbortSignal;
  /** Of each request; default the clients' own limits. */
  timeoutMs?: number;
}

const contextOf = ({ db, settings, signal, timeoutMs }: FeedDeps, source: string): FeedContext => ({
  settings: settings[source] ?? {},
  store: feedStore(db, source),
  limits: {
    ...(signal === undefined ? {} : { signal }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  },
});

async function storePage(db: Database, source: string, page: FeedPage) {
  const { records = [], scores = [], enqueue: wanted = [], fetched = [], whole, cursor, complete } = page;
  return ingestPage(db, {
    source,
    records,
    progress: {
      ...(cursor === undefined ? {} : { cursor }),
      ...(complete === undefined ? {} : { complete }),
    },
    also: async (tx) => {
      await dequeue(tx, source, fetched);
      await enqueue(tx, source, wanted);
      if (whole !== undefined) {
        const listed = records.flatMap((record) => record.externalId ?? []);
        return { new: 0, changed: await takeOutMissing(tx, source, { listed, asOf: whole.asOf }) };
      }
      return scores.length === 0 ? undefined : storeScores(tx, scores);
    },
  });
}

/**
 * Reads the next page of a source and commits all that it brought, with the cursor, in one transaction. Throws
 * FeedError.
 */
export async function readFeedPage(
  deps: FeedDeps,
  { source, since, step }: Pick<FeedPageRequest, 'source' | 'since' | 'step'>,
): Promise<FeedPageOutcome> {
  const { db, rateLimited } = deps;
  const now = await databaseNow(db);
  const position = await db.withFeedRole((tx) => readPosition(tx, source));
  const page = await feedNamed(source).readPage(
    { since, step, now, position, rateLimited },
    contextOf(deps, source),
  );
  const counts = await storePage(db, source, page);
  const { next, spare = false } = page;
  return { next, spare, new: counts.new, changed: counts.changed, rejected: counts.rejected };
}

/**
 * Fetches one record now and takes it into the catalogue; one request. False when that source does not know it, or
 * has it in a form that cannot be read (kept among the rejects). Throws FeedError.
 */
export async function readFeedRecord(deps: FeedDeps, source: string, externalId: string): Promise<boolean> {
  const record = (await feedNamed(source).readOne?.(externalId, contextOf(deps, source))) ?? null;
  if (record === null) return false;
  const counts = await ingestPage(deps.db, { source, records: [record], progress: {} });
  return counts.rejected === 0;
}
