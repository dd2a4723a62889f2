import type { CustomFeedPage } from '../../../contracts/custom-feeds.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import { MOST_DOCUMENTS } from '../../../feeds/custom/csaf-index.ts';
import { readAdvisory, readIndexes, type IndexState } from '../../../feeds/custom/read-source.ts';
import { isFeedError } from '../../../feeds/http/feed-error.ts';
import { cut } from '../../../domain/text/cut.ts';
import { databaseNow } from '../../../db/clock.ts';
import { commitPage, pageOf, type Cursor } from './commit-page.ts';
import {
  listDocuments,
  markFailed,
  markTaken,
  mistakenDocuments,
  pendingDocuments,
  retrySetAside,
  type PendingDocument,
  type TakenDocument,
} from './documents.ts';
import { accessOf, type CustomFeedDeps } from './feed-access.ts';
import { readingOf, withoutQuery, type StoredFeed } from '../feed-row.ts';
import { keepCustomFeedRejects } from '../health/custom-rejects.ts';
import { askForMissing, missingDocuments, settleMissing, type AskedDocuments } from './missing-documents.ts';

/** Documents of one page: with a second between them, well within an activity's time. */
const DOCUMENTS = 50;
/** Failures in a row after which a page ends: its host is down rather than a document bad. */
const MOST_FAILURES = 3;
/** Tries in one reading after which a document that cannot be had is set aside until the next one. */
const MOST_TRIES = 5;

/** How long a page may take; what it has by then is committed, and the next one goes on. */
const PAGE_MS = 5 * 60_000;
const TOO_MANY = `the provider has listed more than ${MOST_DOCUMENTS.toLocaleString('en')} documents; the oldest are left out`;

/** An address as the name of what could not be read there. */
const nameOfUrl = (url: string): string => cut(withoutQuery(url), 300);

/** Documents that all indexes list. */
const listedBy = (state: IndexState): number =>
  Object.values(state).reduce((sum, { listed = 0 }) => sum + listed, 0);

/** Reads a CSAF provider's indexes and notes what they list; its documents come page by page after that. */
export async function readProviderIndex(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const began = await databaseNow(deps.db);
  const before = (feed.cursor as Cursor).indexes;
  const { indexes, state } = await readIndexes(readingOf(feed), feed.url, accessOf(deps, feed), before);
  const unreadable = indexes.filter((index) => index.unreadable > 0);
  const rejects = unreadable.map((index): ReadEntry => ({
    reject: {
      externalId: nameOfUrl(index.url),
      reason: `${index.unreadable} of its entries name no document`,
    },
  }));
  const counts = await commitPage(deps, feed, rejects, {
    cursor: { indexes: state, began },
    entries: listedBy(state),
    also: async (tx) => {
      const forgotten = await listDocuments(tx, feed.id, indexes, feed.read_since);
      if (forgotten > 0) await keepCustomFeedRejects(tx, feed.id, [{ reason: TOO_MANY }]);
      await retrySetAside(tx, feed.id, { limit: DOCUMENTS, tries: MOST_TRIES - 1 });
      return 0;
    },
  });
  return pageOf(counts, 'documents');
}

interface TriedDocuments {
  /** Of the taken ones, in their order. */
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
  const until = performance.now() + PAGE_MS;
  let inARow = 0;
  for (const document of pending) {
    if (performance.now() > until) break;
    try {
      const entry = await readAdvisory(readingOf(feed), document.url, access);
      // One that does not say which it is, is known by its address.
      const named = { externalId: nameOfUrl(document.url) };
      tried.entries.push('incident' in entry ? entry : { reject: { ...named, ...entry.reject } });
      tried.taken.push({
        ...document,
        externalId: 'incident' in entry ? entry.incident.externalId : null,
      });
      inARow = 0;
    } catch (error) {
      if (!isFeedError(error)) throw error;
      // One that is refused, gone, too large or no JSON will be the same in a moment.
      const final = !error.retryable || error.code === 'malformed' || document.tries + 1 >= MOST_TRIES;
      if (final) {
        tried.entries.push({ reject: { externalId: nameOfUrl(document.url), reason: error.message } });
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

/** Sets documents aside that are another address's: a server mixes its answers up. */
async function setMistakenAside(
  deps: CustomFeedDeps,
  feed: StoredFeed,
  tried: TriedDocuments,
): Promise<TriedDocuments> {
  const named = tried.taken.flatMap(({ url, externalId }) =>
    externalId === null ? [] : [{ url, trackingId: externalId.slice(feed.key.length + 1) }],
  );
  const mistaken = await deps.db.withTenant(feed.tenant_id, (tx) => mistakenDocuments(tx, feed.id, named));
  if (mistaken.size === 0) return tried;
  const entries = tried.entries.map((entry, index): ReadEntry => {
    const { url = '' } = tried.taken[index] ?? {};
    const reason = 'its address answered with another document';
    return mistaken.has(url) ? { reject: { externalId: nameOfUrl(url), reason } } : entry;
  });
  const taken = tried.taken.map((one) => (mistaken.has(one.url) ? { ...one, externalId: null } : one));
  return { ...tried, entries, taken };
}

/** Once everything that is listed was read, documents that are not listed any more are asked for. */
async function askWhatLeft(deps: CustomFeedDeps, feed: StoredFeed, limit: number): Promise<AskedDocuments> {
  const missing = await deps.db.withTenant(feed.tenant_id, (tx) => missingDocuments(tx, feed.id, limit));
  return askForMissing(readingOf(feed), missing, accessOf(deps, feed));
}

const NONE: AskedDocuments = { gone: [], there: [], entries: [] };

/** Reads the next page of documents that a CSAF provider's indexes list. Throws FeedError where none can be had. */
export async function readProviderDocuments(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const { indexes, began = await databaseNow(deps.db) } = feed.cursor as Cursor;
  // One more tells whether there is a next page.
  const pending = await deps.db.withTenant(feed.tenant_id, (tx) =>
    pendingDocuments(tx, feed.id, DOCUMENTS + 1),
  );
  const tried = await setMistakenAside(
    deps,
    feed,
    await tryDocuments(deps, feed, pending.slice(0, DOCUMENTS)),
  );
  const more = tried.taken.length < pending.length;
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
