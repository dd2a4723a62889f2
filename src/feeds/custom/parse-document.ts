import type { CustomFeedReading } from '../../domain/feeds/custom-feed.ts';
import { FeedError } from '../http/feed-error.ts';
import { parseBoundedJson } from './bounded-documents.ts';
import { entryOfAdvisory } from './csaf-document.ts';
import { readCsafAnswer, type CsafAnswer } from './csaf-index.ts';
import { decodeText } from './decode-text.ts';
import { keptApart } from './kept-apart.ts';
import { itemsOf, mappedEntry } from './mapped-json.ts';
import { digestOf, nextPage } from './paging.ts';
import { readEntry, type ReadEntry } from './read-entry.ts';
import { entriesOfSyndication } from './syndication.ts';

/** Entries taken from one document; what is older has fallen out of the feed's sight. */
export const MOST_ENTRIES = 2_000;

interface Body {
  bytes: Uint8Array;
  contentType: string | null;
  /** Where redirects ended. */
  url: string;
}

/** What a document is parsed as. */
export type ParseTask = Body &
  (
    | { as: 'list'; feed: CustomFeedReading; asked: string; link: string | null }
    | { as: 'index'; withSecret: boolean }
    | { as: 'advisory'; feed: CustomFeedReading }
  );

/** Entries, and of a list that comes in pages where the next one is and what tells this one from another. */
export interface ParsedList {
  entries: ReadEntry[];
  next: string | null;
  digest: string | null;
}

/** What comes of each: plain JSON. */
export interface Parsed {
  list: ParsedList;
  index: CsafAnswer;
  advisory: ReadEntry;
}

function listOf(text: string, { feed, asked, url, link }: ParseTask & { as: 'list' }): ParsedList {
  if (feed.kind === 'rss') {
    const raws = entriesOfSyndication(text, MOST_ENTRIES, url);
    const read = raws.map((raw) => readEntry(feed, raw, (entry) => entry));
    return { entries: keptApart(read), next: null, digest: null };
  }
  const { mapping } = feed;
  if (mapping === null) throw new FeedError('bad_request', 'The feed has no mapping');
  const json = parseBoundedJson(text);
  const items = itemsOf(json, mapping, MOST_ENTRIES);
  const entries = keptApart(
    items.map((raw) => readEntry(feed, raw, (item) => mappedEntry(item, mapping, url))),
  );
  if (!mapping.paging) return { entries, next: null, digest: null };
  const next = nextPage({ asked, url, json, items, link }, mapping.paging);
  return { entries, next, digest: digestOf(items) };
}

/** Parses and reads a document that a tenant's address answered with. Throws FeedError where it is none. */
export function parseDocument(task: ParseTask): Parsed[ParseTask['as']] {
  const text = decodeText(
    Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.length),
    task.contentType,
  );
  switch (task.as) {
    case 'list':
      return listOf(text, task);
    case 'index':
      return readCsafAnswer(text, task.url, task.withSecret);
    case 'advisory':
      return readEntry(task.feed, parseBoundedJson(text), entryOfAdvisory);
  }
}
