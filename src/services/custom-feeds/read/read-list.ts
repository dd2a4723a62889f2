import type { CustomFeedPage } from '../../../contracts/custom-feeds.ts';
import type { Paging } from '../../../domain/feeds/custom-feed.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import { readDocument, type SourceDocument } from '../../../feeds/custom/read-source.ts';
import { FeedError } from '../../../feeds/http/feed-error.ts';
import { databaseNow } from '../../../db/clock.ts';
import { commitPage, pageOf, type Cursor, type KnownPage } from './commit-page.ts';
import { accessOf, type CustomFeedDeps } from './feed-access.ts';
import { readingOf, type StoredFeed } from '../feed-row.ts';

/** Pages of one reading, and their entries together. */
export const MOST_PAGES = 50;
const MOST_ENTRIES = 10_000;

/** Reads a feed that comes as one document. Throws FeedError. */
export async function readWhole(deps: CustomFeedDeps, feed: StoredFeed): Promise<CustomFeedPage> {
  const began = await databaseNow(deps.db);
  const { validators } = feed.cursor as Cursor;
  const document = await readDocument(readingOf(feed), feed.url, accessOf(deps, feed), validators);
  const entries = document.notModified ? [] : document.entries;
  const counts = await commitPage(deps, feed, entries, {
    cursor: { validators: document.validators },
    freshUntil: began,
    ...(document.notModified ? {} : { entries: entries.length }),
  });
  return pageOf(counts, null);
}

/**
 * Whether a page only repeats the one before it, as lists do that are asked for more pages than they have. Throws
 * FeedError `malformed` where the list itself had named the page as the next: then the answer is a wrong one.
 */
export function isRepeated(document: SourceDocument, digest: string | null, paging: Paging): boolean {
  if (document.notModified || digest === null || document.digest !== digest) return false;
  if (paging.by === 'page' || paging.by === 'offset') return true;
  throw new FeedError('malformed', 'A page came again in the place of the next one');
}

/** What of a page is taken in, and where it leads. */
function resultOf(
  document: SourceDocument,
  known: KnownPage | undefined,
  repeated: boolean,
): Omit<KnownPage, 'began'> {
  const { validators } = document;
  if (document.notModified) return { ...(known ?? { next: null, entries: 0 }), validators };
  if (repeated) return { validators, next: null, entries: 0 };
  return { validators, next: document.next, entries: document.entries.length };
}

const tooMany: ReadEntry = {
  reject: {
    reason: `the list has more than ${MOST_PAGES} pages or ${MOST_ENTRIES.toLocaleString('en')} entries; what is behind them is not read`,
  },
};

/**
 * Reads the next page of a list that comes in pages; each is asked for conditionally, and committed with where the
 * reading goes on. Throws FeedError.
 */
export async function readListPage(
  deps: CustomFeedDeps,
  feed: StoredFeed,
  paging: Paging,
  isFirst: boolean,
): Promise<CustomFeedPage> {
  const cursor = feed.cursor as Cursor;
  const first = isFirst || cursor.at === undefined;
  const began = (first ? undefined : cursor.began) ?? (await databaseNow(deps.db));
  const at = (first ? undefined : cursor.at) ?? { url: feed.url, number: 1, entries: 0, digest: null };
  const pages = cursor.pages ?? {};
  const known = Object.hasOwn(pages, at.url) ? pages[at.url] : undefined;
  const document = await readDocument(readingOf(feed), at.url, accessOf(deps, feed), known?.validators);
  const repeated = isRepeated(document, at.digest, paging);
  const page = resultOf(document, known, repeated);
  const read = at.entries + page.entries;
  const full = page.next !== null && (at.number >= MOST_PAGES || read >= MOST_ENTRIES);
  const next = full ? null : page.next;
  const taken = document.notModified || repeated ? [] : document.entries;
  const digest = document.notModified ? null : document.digest;
  const counts = await commitPage(deps, feed, full ? [...taken, tooMany] : taken, {
    cursor: {
      pages: keptPages(pages, at.url, { ...page, began }, next === null),
      ...(next === null ? {} : { began, at: { url: next, number: at.number + 1, entries: read, digest } }),
    },
    ...(next === null ? { freshUntil: began, entries: read } : {}),
  });
  return pageOf(counts, next === null ? null : 'pages');
}

/** The pages that are remembered: after a reading only its own, for pages named by a token have new addresses each time. */
function keptPages(
  pages: Record<string, KnownPage>,
  url: string,
  page: KnownPage,
  isLast: boolean,
): Record<string, KnownPage> {
  const all = Object.entries({ ...pages, [url]: page });
  const kept = isLast
    ? all.filter(([, one]) => one.began === page.began)
    : all.sort(([, a], [, b]) => (a.began < b.began ? 1 : -1)).slice(0, 2 * MOST_PAGES);
  return Object.fromEntries(kept);
}
