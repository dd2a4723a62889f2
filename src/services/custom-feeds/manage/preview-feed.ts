import type { Database } from '../../../db/database.ts';
import { cut } from '../../../domain/text/cut.ts';
import { windowStart } from '../../../domain/feeds/scan-windows.ts';
import { createDocumentParser, type DocumentParser } from '../../../feeds/custom/document-parser.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import {
  readAdvisory,
  readDocument,
  readIndexes,
  type SourceAccess,
  type SourceDocument,
} from '../../../feeds/custom/read-source.ts';
import { FeedError, isFeedError } from '../../../feeds/http/feed-error.ts';
import { createGuardedFetch, type GuardedFetch } from '../../../feeds/guard/guarded-fetch.ts';
import type { GuardOptions } from '../../../feeds/guard/judge-address.ts';
import type { CustomFeedReading } from '../../../domain/feeds/custom-feed.ts';
import type { SealKey } from '../../../crypto/seal.ts';
import { checkFeed, type AuthHeader, type FeedInput } from './feed-input.ts';
import { withoutQuery, type StoredFeed } from '../feed-row.ts';
import { accessOf } from '../read/feed-access.ts';
import { failed, previewOf, type Preview } from './preview-answer.ts';
import { isRepeated } from '../read/read-list.ts';
import { checkSecretStays } from './write-feed.ts';

/** Documents of a CSAF provider that a preview fetches. */
const DOCUMENTS = 3;
/** Pages of a list that a preview fetches: enough to see that one leads to the next. */
const PAGES = 3;
/** The whole of a preview, with all its requests. */
const TIMEOUT_MS = 45_000;
/** Previews of one tenant in a process. */
const MOST_AT_A_TIME = 2;

/** What a preview of a feed needs. */
interface PreviewDeps {
  db: Database;
  fetch: GuardedFetch;
  parse: DocumentParser;
  keys: readonly SealKey[];
  guard?: GuardOptions | undefined;
}

/** The first pages of a list, or the one document. */
async function readPages(feed: CustomFeedReading, url: string, access: SourceAccess) {
  const entries: ReadEntry[] = [];
  let next: string | null = url;
  let digest: string | null = null;
  let pages = 0;
  while (next !== null && pages < PAGES) {
    const document: SourceDocument = await readDocument(feed, next, access);
    if (document.notModified) throw new FeedError('malformed', 'A plain request was answered with 304');
    const paging = feed.mapping?.paging;
    // A page that repeats the last one, or holds nothing, is none.
    const isEnd =
      pages > 0 && paging && (isRepeated(document, digest, paging) || document.entries.length === 0);
    if (isEnd) return { entries, pages, more: false };
    entries.push(...document.entries);
    ({ next, digest } = document);
    pages += 1;
  }
  return { entries, pages, more: next !== null };
}

async function readSome(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  since: string,
): Promise<Preview> {
  if (feed.kind !== 'csaf') {
    const { entries, ...pages } = await readPages(feed, url, access);
    return previewOf(entries, entries.length, since, pages);
  }
  const { documents } = await readIndexes(feed, url, access);
  const read: ReadEntry[] = [];
  for (const document of documents.slice(0, DOCUMENTS)) {
    try {
      read.push(await readAdvisory(feed, document.url, access));
    } catch (error) {
      if (!isFeedError(error)) throw error;
      read.push({ reject: { externalId: cut(withoutQuery(document.url), 300), reason: error.message } });
    }
  }
  return previewOf(read, documents.length, since);
}

/** A feed that may not be stored yet. */
interface PreviewedFeed {
  tenantId: string;
  input: FeedInput;
  header: AuthHeader | null | undefined;
  /** The one that is being changed: its secret is used where none is given. */
  stored: StoredFeed | undefined;
}

const readingOfInput = ({ input, stored }: PreviewedFeed): CustomFeedReading => ({
  id: stored?.id ?? '00000000-0000-0000-0000-000000000000',
  key: stored?.key ?? 'preview',
  name: input.name,
  kind: input.kind,
  incidentType: input.incident_type,
  mapping: input.mapping,
  vendor: input.vendor,
  defaultSeverity: input.default_severity,
});

function accessOfInput(deps: PreviewDeps, feed: PreviewedFeed, signal: AbortSignal): SourceAccess {
  const { tenantId, input, header, stored } = feed;
  const none = { tenant_id: tenantId, url: input.url, auth_header_name: null, auth_header_sealed: null };
  const kept = header === undefined && stored !== undefined ? stored : none;
  const access = accessOf({ ...deps, rateLimited: true, signal }, kept);
  return header ? { ...access, secret: { ...header, origin: new URL(input.url).origin } } : access;
}

/**
 * Fetches and parses what a feed would give, and keeps nothing of it. Throws Fault for a field that is wrong; whatever
 * the address does is an answer.
 */
async function previewFeed(deps: PreviewDeps, feed: PreviewedFeed): Promise<Preview> {
  const { input, header, stored } = feed;
  checkFeed(input, header, deps.guard);
  if (stored) checkSecretStays(stored, input.url, header);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const since = windowStart(stored?.created_at ?? new Date().toISOString(), input.days_back);
    return await readSome(readingOfInput(feed), input.url, accessOfInput(deps, feed, signal), since);
  } catch (error) {
    if (isFeedError(error)) return failed(error.code, error.message);
    if (!signal.aborted) throw error;
    return failed('timeout', 'It did not answer in time');
  }
}

/** Builds previews of feeds, of which a tenant has two at a time at most; `guard` is a test's. */
export function createPreview(parts: Omit<PreviewDeps, 'fetch' | 'parse'>) {
  const deps = { ...parts, fetch: createGuardedFetch(parts.guard), parse: createDocumentParser() };
  const underWay = new Map<string, number>();
  return async (
    tenantId: string,
    input: FeedInput,
    header: AuthHeader | null | undefined,
    stored?: StoredFeed,
  ): Promise<Preview> => {
    const before = underWay.get(tenantId) ?? 0;
    if (before >= MOST_AT_A_TIME) {
      return failed('rate_limited', `${MOST_AT_A_TIME} tests of yours are under way: wait for one to end`);
    }
    underWay.set(tenantId, before + 1);
    try {
      return await previewFeed(deps, { tenantId, input, header, stored });
    } finally {
      const left = (underWay.get(tenantId) ?? 1) - 1;
      if (left === 0) underWay.delete(tenantId);
      else underWay.set(tenantId, left);
    }
  };
}
