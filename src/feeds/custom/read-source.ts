import type { CustomFeedReading } from '../../domain/feeds/custom-feed.ts';
import type { Validators } from '../definition/feed-clients.ts';
import { FeedError } from '../http/feed-error.ts';
import type { GuardedAnswer, GuardedFetch, GuardedRequest } from '../guard/guarded-fetch.ts';
import { distinctDocuments, MOST_INDEXES, type ListedDocument } from './csaf-index.ts';
import type { DocumentParser } from './document-parser.ts';
import type { ParsedList } from './parse-document.ts';
import type { ReadEntry } from './read-entry.ts';

/** How a tenant's address is reached. */
export interface SourceAccess extends Pick<GuardedRequest, 'secret' | 'signal' | 'turn'> {
  fetch: GuardedFetch;
  parse: DocumentParser;
  tenantId: string;
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
  const { fetch, secret, signal, turn } = access;
  return fetch({ url, accept: ACCEPT[feed.kind], validators, secret, signal, turn });
}

/** A document of a feed, or the answer that it has not changed. */
export type SourceDocument = { validators: Validators } & (
  { notModified: true } | ({ notModified: false } & ParsedList)
);

const bodyOf = ({ bytes, contentType, url }: WholeAnswer) => ({ bytes, contentType, url });

/** Reads a document of an RSS, Atom or JSON feed: one request (and its redirects). Throws FeedError. */
export async function readDocument(
  feed: CustomFeedReading,
  url: string,
  access: SourceAccess,
  validators?: Validators,
): Promise<SourceDocument> {
  const answer = await get(feed, url, access, validators);
  if (answer.notModified) return answer;
  const { validators: now, link } = answer;
  const list = await access.parse(
    { as: 'list', feed, asked: url, link, ...bodyOf(answer) },
    access.tenantId,
    access.signal,
  );
  return { notModified: false, validators: now, ...list };
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
  /** Entries that name no document. */
  unreadable: number;
  /** What it does not list any more may be gone: it was read whole, and has not lost most of what it listed. */
  whole: boolean;
}

/** How long all indexes of a provider may take. */
const INDEXES_MS = 5 * 60_000;
/** Less than this part of what an index listed before is no change, but a fault of it. */
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
  const until = performance.now() + INDEXES_MS;
  const visit = async (at: string): Promise<void> => {
    if (performance.now() > until)
      throw new FeedError('timeout', 'The provider’s indexes take too long to be read');
    const known = before[at];
    const answer = await get(feed, at, access, known?.validators);
    const { validators } = answer;
    if (answer.notModified) {
      state[at] = { ...known, validators };
    } else {
      const withSecret = access.secret !== undefined;
      const task = { as: 'index' as const, withSecret, ...bodyOf(answer) };
      const said = await access.parse(task, access.tenantId, access.signal);
      if ('indexes' in said) state[at] = { validators, indexes: said.indexes };
      else {
        const { documents, unreadable, next } = said;
        const whole = said.whole && documents.length >= (known?.listed ?? 0) * LEAST_LEFT;
        read.push({ url: at, documents, unreadable, whole });
        state[at] = {
          // Whoever cuts an answer off may still say that it is the true one.
          validators: said.sound ? validators : {},
          listed: documents.length,
          ...(next === null ? {} : { indexes: [next] }),
        };
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
  return access.parse({ as: 'advisory', feed, ...bodyOf(answer) }, access.tenantId, access.signal);
}
