import { hash } from 'node:crypto';
import { parseFeed } from 'feedsmith';
import { FeedError } from '../http/feed-error.ts';
import { checkXml } from './bounded-documents.ts';
import type { Entry } from './entry.ts';
import { baseOf, wholeAddress } from './web-link.ts';

type Parsed = ReturnType<typeof parseFeed>;

/** Text, or text with its type, as Atom has it; all of it may hold markup. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  const inner = (value as { value?: unknown } | null | undefined)?.value;
  return typeof inner === 'string' ? inner : null;
};

const longer = (a: string | null, b: string | null): string | null =>
  (a?.length ?? 0) >= (b?.length ?? 0) ? a : b;

/** The name of an entry that gives itself none: its address, else its own words. */
function idOf(given: string | null, url: string | null, title: string | null, date: string | null): string {
  const named = given?.trim() || url?.trim();
  if (named) return named;
  const words = title?.trim() ?? '';
  return words === '' ? '' : hash('sha256', `${words}\n${date ?? ''}`, 'hex').slice(0, 24);
}

type Raw = Pick<Entry, 'title' | 'description' | 'url' | 'published' | 'modified'> & { id: string };

/** The address that a guid is; one that is none is no path either. */
function permalinkOf(guid: { value?: string; isPermaLink?: boolean } | undefined): string | null {
  const value = guid?.value ?? null;
  return value === null || guid?.isPermaLink === false ? null : value;
}

const isAddress = (given: string | null): boolean => given !== null && URL.canParse(given.trim());

/** The entries, with addresses that count from `address` or from what the document says of itself. */
function rawEntries(parsed: Parsed, address: string): Raw[] {
  if (parsed.format === 'rss') {
    const base = baseOf(parsed.feed.xml?.base, address);
    return (parsed.feed.items ?? []).map((item) => {
      const permalink = permalinkOf(item.guid);
      const url = item.link ?? permalink;
      const title = item.title ?? null;
      const published = textOf(item.pubDate ?? item.dc?.dates?.[0]);
      const description = longer(item.description ?? null, textOf(item.content?.encoded));
      const id = idOf(item.guid?.value ?? null, url, title, published);
      const link = item.link ?? (isAddress(permalink) ? permalink : null);
      return { id, title, description, url: wholeAddress(link, base), published, modified: null };
    });
  }
  if (parsed.format === 'atom') {
    const base = baseOf(parsed.feed.xml?.base, address);
    return (parsed.feed.entries ?? []).map((entry) => {
      const links = entry.links ?? [];
      const url = (links.find(({ rel }) => rel === 'alternate' || !rel) ?? links[0])?.href ?? null;
      const title = textOf(entry.title);
      const updated = textOf(entry.updated);
      const published = textOf(entry.published) ?? updated;
      const description = longer(textOf(entry.summary), textOf(entry.content));
      const id = idOf(entry.id ?? null, url, title, published);
      const link = wholeAddress(url, baseOf(entry.xml?.base, base));
      return { id, title, description, url: link, published, modified: updated };
    });
  }
  if (parsed.format === 'rdf') {
    return (parsed.feed.items ?? []).map((item) => {
      const { title = null, link = null, description = null } = item;
      const published = textOf(item.dc?.dates?.[0]);
      const id = idOf(null, link, title, published);
      return { id, title, description, url: wholeAddress(link, address), published, modified: null };
    });
  }
  return [];
}

/** The entries of an RSS, RDF or Atom document at `address`, at most `most` of them. Throws FeedError `malformed`. */
export function entriesOfSyndication(xml: string, most: number, address: string): Raw[] {
  if (!/^\s*</.test(xml)) throw new FeedError('malformed', 'The answer is not an RSS or Atom feed');
  checkXml(xml);
  try {
    return rawEntries(parseFeed(xml, { maxItems: most }), address);
  } catch {
    // The parser's own words may quote the document.
    throw new FeedError('malformed', 'The answer is not an RSS or Atom feed');
  }
}
