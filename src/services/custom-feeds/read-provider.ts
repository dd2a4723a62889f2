import type { CustomFeedPage } from '../../contracts/custom-feeds.ts';
import type { ReadEntry } from '../../feeds/custom/read-entry.ts';
import { readAdvisory, readIndexes, type IndexState } from '../../feeds/custom/read-source.ts';
import { isFeedError } from '../../feeds/feed-error.ts';
import { databaseNow } from '../feeds/database-now.ts';
import { commitPage, pageOf, type Cursor } from './commit-page.ts';
import {
  listDocuments,
  markFailed,
  markTaken,
  pendingDocuments,
  type PendingDocument,
  type TakenDocument,
} from './documents.ts';
import { accessOf, type CustomFeedDeps } from './feed-access.ts';
import { readingOf, type StoredFeed } from './feed-row.ts';
import { askForMissing, missingDocuments, settleMissing, type AskedDocuments } from './missing-documents.ts';

/** Documents of one page: with a second between them, well within an activity's time. */
const DOCUMENTS = 50;
/** Failures in a row after which a page ends: its host is down rather than a document bad. */
const MOST_FAILURES = 3;
/** Tries after which a document that cannot be had is set aside until its index lists it anew. */
const MOST_TRIES = 5;

/** Documents that all indexes list. */
const listedBy = (state: IndexState): number =>
  Object.values(state).reduce((sum, { listed = 0 }) => sum + listed, 0);

/** Reads a CSAF provider's indexes and notes what they list; its documents come page by page after that. */
export async function readProviderIndex(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const began = await databaseNow(deps.db);
  const before = (feed.cursor as Cursor).indexes;
  const { indexes, state } = await readIndexes(readingOf(feed), feed.url, accessOf(deps, feed), before);
  const counts = await commitPage(deps, feed, [], {
    cursor: { indexes: state, began },
    entries: listedBy(state),
    also: async (tx) => {
      await listDocuments(tx, feed.id, indexes, feed.read_since);
      return 0;
    },
  });
  return pageOf(counts, 'documents');
}

interface TriedDocuments {
  entries: ReadEntry[];
  taken: TakenDocument[];
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
      const entry = await readAdvisory(readingOf(feed), document.url, access);
      tried.entries.push(entry);
      tried.taken.push({
        ...document,
        externalId: 'incident' in entry ? entry.incident.externalId : null,
      });
      inARow = 0;
    } catch (error) {
      if (!isFeedError(error)) throw error;
      // One that is refused, gone, too large or no JSON will be the same next time.
      const final = !error.retryable || error.code === 'malformed' || document.tries + 1 >= MOST_TRIES;
      if (final) {
        tried.entries.push({ reject: { externalId: document.url.slice(0, 300), reason: error.message } });
        tried.taken.push({ ...document, externalId: null });
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

/** Once everything that is listed was read, documents that are not listed any more are asked for. */
async function askWhatLeft(deps: CustomFeedDeps, feed: StoredFeed, limit: number): Promise<AskedDocuments> {
  const missing = await deps.db.tenant(feed.tenant_id, (tx) => missingDocuments(tx, feed.id, limit));
  return askForMissing(readingOf(feed), missing, accessOf(deps, feed));
}

const NONE: AskedDocuments = { gone: [], there: [], entries: [] };

/** Reads the next page of documents that a CSAF provider's indexes list. Throws FeedError where none can be had. */
export async function readProviderDocuments(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const { indexes, began = await databaseNow(deps.db) } = feed.cursor as Cursor;
  // One more tells whether there is a next page.
  const pending = await deps.db.tenant(feed.tenant_id, (tx) => pendingDocuments(tx, feed.id, DOCUMENTS + 1));
  const tried = await tryDocuments(deps, feed, pending.slice(0, DOCUMENTS));
  const more = pending.length > DOCUMENTS || tried.failed.length > 0;
  const asked = more ? NONE : await askWhatLeft(deps, feed, DOCUMENTS - pending.length);
  const counts = await commitPage(deps, feed, [...tried.entries, ...asked.entries], {
    cursor: { ...(indexes === undefined ? {} : { indexes }), began },
    ...(more ? {} : { freshUntil: began }),
    also: async (tx) => {
      await markTaken(tx, tried.taken);
      await markFailed(tx, tried.failed);
      return settleMissing(tx, feed.id, asked, began);
    },
  });
  // Nothing but failures: the engine pauses and tries again.
  if (tried.taken.length === 0 && tried.error !== undefined) throw tried.error as Error;
  return pageOf(counts, more ? 'documents' : null);
}
