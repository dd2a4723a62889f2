import { z } from 'zod';
import { FeedError } from '../http/feed-error.ts';
import { LONGEST_URL } from '../guard/judge-address.ts';
import { parseBoundedJson } from './bounded-documents.ts';
import { timeOf } from './entry.ts';

/** A document that an index names. */
export interface ListedDocument {
  url: string;
  /** When the index says it was last changed, ISO 8601 UTC; null: it does not say. */
  changed: string | null;
}

/** An index as it answered. */
export interface CsafIndex {
  documents: ListedDocument[];
  /** Entries that name no document. */
  unreadable: number;
  /** Nothing in it looks cut off or mistaken: it need not be read again until it changes. */
  sound: boolean;
  /**
   * All that it holds was understood, and it does not say that there is more elsewhere. CSAF has an index list every
   * document (CSAF 2.0, 7.1.13 and 7.1.15), but not every provider does: see `oldestOf`.
   */
  whole: boolean;
  /** Where it goes on, if it comes in pages (RFC 5005). */
  next: string | null;
}

/** What a CSAF address turned out to be: a provider's metadata, which names its indexes, or an index itself. */
export type CsafAnswer = { indexes: string[] } | CsafIndex;

/** Indexes of one provider, and pages of them. */
export const MOST_INDEXES = 20;
/** Characters of a line of `changes.csv`: a path and a date. */
const LONGEST_LINE = 4_000;
/** Documents of one provider. */
export const MOST_DOCUMENTS = 50_000;

const provider = z.object({
  distributions: z.array(z.unknown()),
});
const place = z.object({ url: z.string(), tlp_label: z.string().nullish().catch(null) });
const distribution = z.object({
  directory_url: z.string().nullish().catch(null),
  // CSAF 2.1 writes this in place of the address alone.
  directory: place.nullish().catch(null),
  rolie: z
    .object({ feeds: z.array(z.unknown()) })
    .nullish()
    .catch(null),
});
const links = z
  .array(z.object({ rel: z.string().nullish(), href: z.string() }))
  .nullish()
  .catch(null);
const rolie = z.object({ feed: z.object({ entry: z.array(z.unknown()).nullable(), link: links }) });
/** How a feed says that it is a part of something longer. */
const PART = new Set([
  'next',
  'previous',
  'prev',
  'first',
  'last',
  'prev-archive',
  'next-archive',
  'current',
]);
const rolieEntry = z.object({
  updated: z.string().nullish(),
  published: z.string().nullish(),
  content: z.object({ src: z.string() }).nullish().catch(null),
  link: links,
});

/** The web address that is meant, or undefined where it is none that is fetched. */
function resolved(given: string, base: string): string | undefined {
  if (given.length > LONGEST_URL || !URL.canParse(given, base)) return undefined;
  const { href, protocol } = new URL(given, base);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && href.length <= LONGEST_URL ? href : undefined;
}

/**
 * The indexes that a `provider-metadata.json` names: its ROLIE feeds, else `changes.csv` of its directories. What is
 * not for everybody (TLP above clear) is left out unless the tenant has a secret for it.
 */
function indexesOf(metadata: z.infer<typeof provider>, base: string, withSecret: boolean): string[] {
  const all = metadata.distributions.flatMap((one) => distribution.safeParse(one).data ?? []);
  const open = new Set(['WHITE', 'CLEAR', 'UNLABELED', '']);
  const isOpen = ({ tlp_label: label }: z.infer<typeof place>) =>
    withSecret || open.has((label ?? '').toUpperCase());
  const feeds = all
    .flatMap(({ rolie: one }) => one?.feeds ?? [])
    .flatMap((one) => place.safeParse(one).data ?? [])
    .filter(isOpen);
  const directories = all
    .flatMap(({ directory_url: url, directory }) => [
      ...(url ? [{ url }] : []),
      ...(directory ? [directory] : []),
    ])
    .filter(isOpen)
    .map(({ url }) => `${url.endsWith('/') ? url : `${url}/`}changes.csv`);
  const given = feeds.length > 0 ? feeds.map(({ url }) => url) : directories;
  return [...new Set(given.flatMap((url) => resolved(url, base) ?? []))].slice(0, MOST_INDEXES);
}

function documentsOfRolie(entries: readonly unknown[], base: string): ListedDocument[] {
  return entries.slice(0, MOST_DOCUMENTS).flatMap((one): ListedDocument[] => {
    const { data } = rolieEntry.safeParse(one);
    const given = data?.content?.src ?? data?.link?.find(({ rel }) => rel === 'self')?.href;
    const url = given === undefined ? undefined : resolved(given, base);
    return url === undefined ? [] : [{ url, changed: timeOf(data?.updated ?? data?.published) }];
  });
}

function indexOfRolie({ feed }: z.infer<typeof rolie>, base: string): CsafIndex {
  // A feed without documents may be written with no list at all.
  const entries = feed.entry ?? [];
  const documents = documentsOfRolie(entries, base);
  const parts = (feed.link ?? []).filter(({ rel }) => PART.has(rel ?? ''));
  const next = parts.find(({ rel }) => rel === 'next')?.href;
  const unreadable = Math.min(entries.length, MOST_DOCUMENTS) - documents.length;
  return {
    documents,
    unreadable,
    sound: unreadable === 0 && documents.length > 0,
    whole: feed.entry !== null && documents.length === entries.length && parts.length === 0,
    next: (next === undefined ? undefined : resolved(next, base)) ?? null,
  };
}

const FIELD = /(?:"((?:[^"]|"")*)"\s*|([^",]*))(?:,\s*|$)/y;

/** More than any line has. */
const MOST_FIELDS = 20;

/** The first two fields of a line that is whole. */
function fieldsOf(line: string): [path: string, changed: string] {
  const fields: string[] = [];
  for (FIELD.lastIndex = 0; FIELD.lastIndex < line.length;) {
    const found = fields.length === MOST_FIELDS ? null : FIELD.exec(line);
    if (found === null) throw new FeedError('malformed', 'changes.csv is no CSV');
    fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
  }
  const [path = '', changed = ''] = fields;
  return [path, changed];
}

/** The lines of a `changes.csv`: an address and when it changed, in quotes or not. */
function rowsOf(text: string): [path: string, changed: string][] {
  const rows: [string, string][] = [];
  for (let at = 0; at < text.length && rows.length < MOST_DOCUMENTS;) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    if (end - at > LONGEST_LINE) throw new FeedError('malformed', 'changes.csv is no CSV');
    const line = text.slice(at, end).trim();
    if (line !== '') rows.push(fieldsOf(line));
    at = end + 1;
  }
  return rows;
}

function indexOfCsv(text: string, base: string): CsafIndex {
  if (/^\s*</.test(text)) throw new FeedError('malformed', 'The answer is markup, not CSV');
  const rows = rowsOf(text);
  const documents = rows.flatMap(([path, changed]): ListedDocument[] => {
    const url = path.endsWith('.json') ? resolved(path, base) : undefined;
    return url === undefined ? [] : [{ url, changed: timeOf(changed) }];
  });
  // A line that breaks off has no date.
  const sound = documents.length === rows.length && documents.every(({ changed }) => changed !== null);
  return {
    documents,
    unreadable: rows.length - documents.length,
    sound: sound && rows.length > 0,
    whole: sound && rows.length < MOST_DOCUMENTS,
    next: null,
  };
}

/** Reads what a CSAF address answered. Throws FeedError `malformed` when it is neither metadata nor an index. */
export function readCsafAnswer(text: string, url: string, withSecret: boolean): CsafAnswer {
  if (new URL(url).pathname.endsWith('.csv')) return indexOfCsv(text, url);
  const json = parseBoundedJson(text);
  const metadata = provider.safeParse(json).data;
  if (metadata !== undefined) {
    const indexes = indexesOf(metadata, url, withSecret);
    if (indexes.length === 0) {
      throw new FeedError(
        'malformed',
        'The provider names neither ROLIE feeds nor directories for everybody',
      );
    }
    return { indexes };
  }
  const feed = rolie.safeParse(json).data;
  if (feed === undefined) {
    throw new FeedError('malformed', 'The answer is neither provider metadata, a ROLIE feed nor changes.csv');
  }
  return indexOfRolie(feed, url);
}

/**
 * The date of the oldest document that an index lists, ISO 8601; null where none has one. An index that lists the latest
 * documents alone loses the oldest first: what is missing from it can have been taken out only if it still lists older
 * ones.
 */
export const oldestOf = (documents: readonly ListedDocument[]): string | null =>
  documents.reduce<string | null>(
    (oldest, { changed }) => (changed !== null && (oldest === null || changed < oldest) ? changed : oldest),
    null,
  );

/** Each document once, with its newest date, newest first. */
export function distinctDocuments(lists: readonly (readonly ListedDocument[])[]): ListedDocument[] {
  const newest = new Map<string, ListedDocument>();
  for (const one of lists.flat()) {
    const other = newest.get(one.url);
    if (other === undefined || (one.changed ?? '') > (other.changed ?? '')) newest.set(one.url, one);
  }
  return [...newest.values()]
    .sort((a, b) => (b.changed ?? '').localeCompare(a.changed ?? ''))
    .slice(0, MOST_DOCUMENTS);
}
