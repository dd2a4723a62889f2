import type { CustomFeedReading } from '../../domain/custom-feed.ts';
import type { Validators } from '../feed-clients.ts';
import { FeedError } from '../feed-error.ts';
import type { GuardedAnswer, GuardedFetch, GuardedRequest } from '../guarded-fetch.ts';
import { parseBoundedJson } from './bounded-documents.ts';
import { entryOfAdvisory } from './csaf-document.ts';
import { distinctDocuments, MOST_INDEXES, readCsafAnswer, type ListedDocument } from './csaf-index.ts';
import { decodeText } from './decode-text.ts';
import { itemsOf, mappedEntry } from './mapped-json.ts';
import { digestOf, nextPage } from './paging.ts';
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

type WholeAnswer = Extract<GuardedAnswer, { notModified: false }>;

function get(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  validators?: Validators,
): Promise<GuardedAnswer> {
  const { fetch, ...rest } = access;
  return fetch({ url, accept: ACCEPT[feed.kind], validators, ...rest });
}

/** Entries, and of a list that comes in pages where the next one is and what tells this one from another. */
interface SourceEntries {
  entries: ReadEntry[];
  next: string | null;
  digest: string | null;
}

/** A document of a feed, or the news that it has not changed. */
export type SourceDocument = { validators: Validators } & (
  { notModified: true } | ({ notModified: false } & SourceEntries)
);

function entriesOf(feed: CustomFeedReading, answer: WholeAnswer, asked: string): SourceEntries {
  const text = decodeText(answer.bytes, answer.contentType);
  if (feed.kind === 'rss') {
    const raws = entriesOfSyndication(text, MOST_ENTRIES);
    return { entries: raws.map((raw) => readEntry(feed, raw, (entry) => entry)), next: null, digest: null };
  }
  const { mapping } = feed;
  if (mapping === null) throw new FeedError('bad_request', 'The feed has no mapping');
  const json = parseBoundedJson(text);
  const items = itemsOf(json, mapping, MOST_ENTRIES);
  const entries = items.map((raw) => readEntry(feed, raw, (item) => mappedEntry(item, mapping)));
  if (!mapping.paging) return { entries, next: null, digest: null };
  const next = nextPage({ asked, url: answer.url, json, items, link: answer.link }, mapping.paging);
  return { entries, next, digest: digestOf(items) };
}

/** Reads a document of an RSS, Atom or JSON feed: one request (and its redirects). Throws FeedError. */
export async function readDocument(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  validators?: Validators,
): Promise<SourceDocument> {
  const answer = await get(feed, url, access, validators);
  if (answer.notModified) return answer;
  return { notModified: false, validators: answer.validators, ...entriesOf(feed, answer, url) };
}

/** What is remembered of an address of a CSAF provider: small plain JSON. */
interface KnownIndex {
  validators: Validators;
  /** Where it leads: the indexes of a provider, or the next page of one. */
  indexes?: string[];
  /** Documents that it listed. */
  listed?: number;
}
export type IndexState = Readonly<Record<string, KnownIndex>>;

/** An index that has changed. */
export interface ReadIndex {
  url: string;
  documents: ListedDocument[];
  /** What it does not list any more may be gone: it was read whole, and has not lost most of what it listed. */
  whole: boolean;
}

/** Less than this part of what an index listed before is no news, but a fault of it. */
const LEAST_LEFT = 0.5;

/**
 * Reads a CSAF provider's metadata and indexes, each only where it has changed: the changed ones, all their documents,
 * and what to remember. Throws FeedError.
 */
export async function readIndexes(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  before: IndexState = {},
): Promise<{ documents: ListedDocument[]; indexes: ReadIndex[]; state: IndexState }> {
  const state: Record<string, KnownIndex> = {};
  const read: ReadIndex[] = [];
  const visit = async (at: string): Promise<void> => {
    const known = before[at];
    const answer = await get(feed, at, access, known?.validators);
    const { validators } = answer;
    if (answer.notModified) {
      state[at] = { ...known, validators };
    } else {
      const text = decodeText(answer.bytes, answer.contentType);
      const said = readCsafAnswer(text, answer.url, access.secret !== undefined);
      if ('indexes' in said) state[at] = { validators, indexes: said.indexes };
      else {
        const { documents, next } = said;
        const whole = said.whole && documents.length >= (known?.listed ?? 0) * LEAST_LEFT;
        read.push({ url: at, documents, whole });
        state[at] = { validators, listed: documents.length, ...(next === null ? {} : { indexes: [next] }) };
      }
    }
    for (const index of state[at].indexes ?? []) {
      if (!(index in state) && Object.keys(state).length <= MOST_INDEXES) await visit(index);
    }
  };
  await visit(url);
  return { documents: distinctDocuments(read.map(({ documents }) => documents)), indexes: read, state };
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
