import type { CustomFeedReading } from '../../domain/custom-feed.ts';
import type { Validators } from '../feed-clients.ts';
import { FeedError } from '../feed-error.ts';
import type { GuardedAnswer, GuardedFetch, GuardedRequest } from '../guarded-fetch.ts';
import { parseBoundedJson } from './bounded-documents.ts';
import { entryOfAdvisory } from './csaf-document.ts';
import { distinctDocuments, readCsafAnswer, type ListedDocument } from './csaf-index.ts';
import { decodeText } from './decode-text.ts';
import { itemsOf, mappedEntry } from './mapped-json.ts';
import { readEntry, type ReadEntry } from './read-entry.ts';
import { entriesOfSyndication } from './syndication.ts';

/** Entries taken from one document; what is older has fallen out of the feed's sight. */
export const MOST_ENTRIES = 2_000;

/** How a tenant's address is reached. */
export interface SourceAccess extends Pick<GuardedRequest, 'secret' | 'signal' | 'turn'> {
  fetch: GuardedFetch;
}

const ACCEPT = {
  rss: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5',
  json: 'application/json, */*;q=0.5',
  csaf: 'application/json, text/csv;q=0.9, */*;q=0.5',
} as const;

function get(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  validators?: Validators,
): Promise<GuardedAnswer> {
  const { fetch, ...rest } = access;
  return fetch({ url, accept: ACCEPT[feed.kind], validators, ...rest });
}

/** The entries of a feed's one document, or the news that it has not changed. */
export type SourceDocument = { validators: Validators } & (
  { notModified: true } | { notModified: false; entries: ReadEntry[] }
);

function entriesOf(feed: CustomFeedReading, text: string): ReadEntry[] {
  if (feed.kind === 'rss') {
    return entriesOfSyndication(text, MOST_ENTRIES).map((raw) => readEntry(feed, raw, (entry) => entry));
  }
  const { mapping } = feed;
  if (mapping === null) throw new FeedError('bad_request', 'The feed has no mapping');
  const json = parseBoundedJson(text);
  return itemsOf(json, mapping, MOST_ENTRIES).map((raw) =>
    readEntry(feed, raw, (item) => mappedEntry(item, mapping)),
  );
}

/** Reads an RSS, Atom or JSON feed: one request (and its redirects). Throws FeedError. */
export async function readDocument(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  validators?: Validators,
): Promise<SourceDocument> {
  const answer = await get(feed, url, access, validators);
  if (answer.notModified) return answer;
  const entries = entriesOf(feed, decodeText(answer.bytes, answer.contentType));
  return { notModified: false, validators: answer.validators, entries };
}

/** What is remembered of the addresses of a CSAF provider, by address: small plain JSON. */
export type IndexState = Readonly<Record<string, { validators: Validators; indexes?: string[] }>>;

/**
 * Reads a CSAF provider's metadata and indexes, each only where it has changed: the documents of the changed ones, and
 * what to remember. Throws FeedError.
 */
export async function readIndexes(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  before: IndexState = {},
): Promise<{ documents: ListedDocument[]; state: IndexState }> {
  const state: Record<string, IndexState[string]> = {};
  const lists: ListedDocument[][] = [];
  const visit = async (at: string, first: boolean): Promise<void> => {
    const known = before[at];
    const answer = await get(feed, at, access, known?.validators);
    const { validators } = answer;
    if (answer.notModified) {
      state[at] = { ...known, validators };
    } else {
      const text = decodeText(answer.bytes, answer.contentType);
      const read = readCsafAnswer(text, answer.url, access.secret !== undefined);
      state[at] = { validators, ...('indexes' in read ? { indexes: read.indexes } : {}) };
      if ('documents' in read) lists.push(read.documents);
    }
    const indexes = first ? (state[at].indexes ?? []) : [];
    for (const index of indexes) if (!(index in state)) await visit(index, false);
  };
  await visit(url, true);
  return { documents: distinctDocuments(lists), state };
}

/** Reads one CSAF document. Throws FeedError where it cannot be fetched or is no JSON. */
export async function readAdvisory(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
): Promise<ReadEntry> {
  const answer = await get(feed, url, access);
  if (answer.notModified) throw new FeedError('malformed', 'A plain request was answered with 304');
  const json = parseBoundedJson(decodeText(answer.bytes, answer.contentType));
  return readEntry(feed, json, entryOfAdvisory);
}
