import { sql } from 'kysely';
import type { CustomFeedPage, CustomFeedRef, CustomFeedStep } from '../../contracts/custom-feeds.ts';
import type { Database, TenantTx } from '../../db/database.ts';
import { json } from '../../db/parsers.ts';
import type { ReadEntry } from '../../feeds/custom/read-entry.ts';
import {
  readAdvisory,
  readDocument,
  readIndexes,
  type IndexState,
  type SourceAccess,
} from '../../feeds/custom/read-source.ts';
import type { Validators } from '../../feeds/feed-clients.ts';
import { isFeedError } from '../../feeds/feed-error.ts';
import type { GuardedFetch } from '../../feeds/guarded-fetch.ts';
import { databaseNow } from '../feeds/database-now.ts';
import { retryOnConflict } from '../feeds/retry-on-conflict.ts';
import { unseal, type SealKey } from '../idempotency/seal.ts';
import { listDocuments, markFailed, markTaken, pendingDocuments, type PendingDocument } from './documents.ts';
import { readingOf, readStoredFeed, type StoredFeed } from './feed-row.ts';
import { createHostTurns } from './host-turns.ts';
import { storeEntries, type StoredCounts } from './store-entries.ts';

/** What reading tenants' feeds needs. */
export interface CustomFeedDeps {
  db: Database;
  fetch: GuardedFetch;
  keys: readonly SealKey[];
  /** False only in tests: no pause between two requests to a host. */
  rateLimited: boolean;
  signal?: AbortSignal | undefined;
}

/** Documents of one page: with a second between them, well within an activity's time. */
const DOCUMENTS = 50;
/** Failures in a row after which a page ends: its host is down rather than a document bad. */
const MOST_FAILURES = 3;
/** Tries after which a document that cannot be had is set aside until its index lists it anew. */
const MOST_TRIES = 5;

const NOTHING: CustomFeedPage = { next: null, new: 0, changed: 0, rejected: 0 };

interface Cursor {
  validators?: Validators;
  indexes?: IndexState;
  /** When the reading that is under way began. */
  began?: string;
}

/** How a feed's address is reached; its secret goes to its own server alone. */
export function accessOf(
  deps: CustomFeedDeps,
  feed: Pick<StoredFeed, 'url' | 'auth_header_name' | 'auth_header_sealed'>,
): SourceAccess {
  const { auth_header_name: name, auth_header_sealed: sealed } = feed;
  const value = sealed === null ? null : unseal(deps.keys, sealed);
  return {
    fetch: deps.fetch,
    secret: name === null || value === null ? undefined : { name, value, origin: new URL(feed.url).origin },
    signal: deps.signal,
    turn: deps.rateLimited ? createHostTurns(deps.db) : undefined,
  };
}

/** What a page commits beside its entries. */
interface Progress {
  cursor: Cursor;
  /** Nothing is left to read: the feed is as it was then. */
  freshUntil?: string;
  /** Entries or documents of the whole feed, where this page knows. */
  entries?: number;
  also?: (tx: TenantTx) => Promise<void>;
}

async function advance(tx: TenantTx, feed: StoredFeed, progress: Progress, counts: StoredCounts) {
  const { freshUntil = null, entries = null } = progress;
  await sql`
    update custom_feeds set cursor = ${json(progress.cursor)}::jsonb,
      fresh_until = greatest(fresh_until, ${freshUntil}::timestamptz), entries = coalesce(${entries}::int, entries),
      last_xid = pg_current_xact_id(), last_success_at = now(), failures = 0, next_run_at = null,
      last_error = case when ${freshUntil}::timestamptz is null then last_error end,
      new_total = new_total + ${counts.new}, changed_total = changed_total + ${counts.changed},
      rejected_total = rejected_total + ${counts.rejected}
    where id = ${feed.id}`.execute(tx.q);
}

/**
 * Commits entries, what was set aside and the cursor in one transaction; null when the feed was changed or deleted
 * since it was loaded, and what was read of it is of no use.
 */
async function commit(
  deps: CustomFeedDeps,
  feed: StoredFeed,
  entries: readonly ReadEntry[],
  progress: Progress,
): Promise<StoredCounts | null> {
  return retryOnConflict(() =>
    deps.db.tenant(feed.tenant_id, async (tx) => {
      const { rows } = await sql<{ version: number }>`
        select version from custom_feeds where id = ${feed.id} and deleted_at is null and enabled for update`.execute(
        tx.q,
      );
      if (rows[0]?.version !== feed.version) return null;
      const counts = await storeEntries(tx, feed, entries);
      await progress.also?.(tx);
      await advance(tx, feed, progress, counts);
      return counts;
    }),
  );
}

const again = (counts: StoredCounts | null, next: CustomFeedStep | null): CustomFeedPage =>
  counts === null ? { ...NOTHING, next: 'begin' } : { next, ...counts };

async function readWhole(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const began = await databaseNow(deps.db);
  const { validators } = feed.cursor as Cursor;
  const document = await readDocument(readingOf(feed), feed.url, accessOf(deps, feed), validators);
  const cursor = { validators: document.validators };
  const entries = document.notModified ? [] : document.entries;
  const counts = await commit(deps, feed, entries, {
    cursor,
    freshUntil: began,
    ...(document.notModified ? {} : { entries: entries.length }),
  });
  return again(counts, null);
}

async function readIndex(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const began = await databaseNow(deps.db);
  const before = (feed.cursor as Cursor).indexes;
  const { documents, state } = await readIndexes(readingOf(feed), feed.url, accessOf(deps, feed), before);
  const wanted = documents.filter(({ changed }) => changed === null || changed >= feed.read_since);
  const counts = await commit(deps, feed, [], {
    cursor: { indexes: state, began },
    ...(documents.length === 0 ? {} : { entries: documents.length }),
    also: (tx) => listDocuments(tx, feed.id, wanted),
  });
  return again(counts, 'documents');
}

interface TriedDocuments {
  entries: ReadEntry[];
  taken: PendingDocument[];
  failed: PendingDocument[];
  /** Why the last one that failed did. */
  error?: unknown;
}

/** Fetches documents one after the other, until there are no more or the host seems to be down. */
async function tryDocuments(
  deps: CustomFeedDeps,
  feed: StoredFeed,
  pending: readonly PendingDocument[],
): Promise<TriedDocuments> {
  const access = accessOf(deps, feed);
  const tried: TriedDocuments = { entries: [], taken: [], failed: [] };
  let inARow = 0;
  for (const document of pending) {
    try {
      tried.entries.push(await readAdvisory(readingOf(feed), document.url, access));
      tried.taken.push(document);
      inARow = 0;
    } catch (error) {
      if (!isFeedError(error)) throw error;
      // One that is refused, gone, too large or no JSON will be the same next time.
      const final = !error.retryable || error.code === 'malformed' || document.tries + 1 >= MOST_TRIES;
      if (final) {
        tried.entries.push({ reject: { externalId: document.url.slice(0, 300), reason: error.message } });
        tried.taken.push(document);
        continue;
      }
      tried.error = error;
      tried.failed.push(document);
      inARow += 1;
      if (inARow === MOST_FAILURES) break;
    }
  }
  return tried;
}

async function readDocuments(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const { indexes, began = await databaseNow(deps.db) } = feed.cursor as Cursor;
  // One more tells whether there is a next page.
  const pending = await deps.db.tenant(feed.tenant_id, (tx) => pendingDocuments(tx, feed.id, DOCUMENTS + 1));
  const tried = await tryDocuments(deps, feed, pending.slice(0, DOCUMENTS));
  const more = pending.length > DOCUMENTS || tried.failed.length > 0;
  const counts = await commit(deps, feed, tried.entries, {
    cursor: { ...(indexes === undefined ? {} : { indexes }), began },
    ...(more ? {} : { freshUntil: began }),
    also: async (tx) => {
      await markTaken(tx, tried.taken);
      await markFailed(tx, tried.failed);
    },
  });
  // Nothing but failures: the engine pauses and tries again.
  if (tried.taken.length === 0 && tried.error !== undefined) throw tried.error as Error;
  return again(counts, more ? 'documents' : null);
}

/**
 * Reads the next page of a tenant's feed and commits all that it brought, with the cursor, in one transaction of that
 * tenant. A feed that is switched off or gone has nothing left to read. Throws FeedError.
 */
export async function readCustomFeedPage(
  deps: CustomFeedDeps,
  { tenantId, feedId }: CustomFeedRef,
  step: CustomFeedStep,
): Promise<CustomFeedPage> {
  const feed = await deps.db.tenant(tenantId, (tx) => readStoredFeed(tx, feedId));
  if (!feed?.enabled) return NOTHING;
  if (feed.kind !== 'csaf') return readWhole(deps, feed);
  return step === 'begin' ? readIndex(deps, feed) : readDocuments(deps, feed);
}
