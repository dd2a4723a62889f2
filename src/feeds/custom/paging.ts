import { hash } from 'node:crypto';
import LinkHeader from 'http-link-header';
import type { Paging } from '../../domain/feeds/custom-feed.ts';
import { FeedError } from '../http/feed-error.ts';
import { valuesAt } from './field-path.ts';

/** A page as it came. */
interface Page {
  /** Where it was asked for, and where redirects ended. */
  asked: string;
  url: string;
  json: unknown;
  items: readonly unknown[];
  /** The `Link` header. */
  link: string | null;
}

/** The target of `rel="next"` in a `Link` header (RFC 8288); null when there is none or the header is malformed. */
export function nextOfLink(header: string | null): string | null {
  try {
    return LinkHeader.parse(header ?? '').rel('next')[0]?.uri ?? null;
  } catch {
    return null;
  }
}

/** The address with one parameter of its query set. */
function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}

function numberIn(address: string, name: string, absent: number): number {
  const given = Number.parseInt(new URL(address).searchParams.get(name) ?? '', 10);
  return Number.isSafeInteger(given) && given >= 0 ? given : absent;
}

/** What a page says of the next one, in the body or in its header. */
function said({ json, link }: Page, paging: Paging & { by: 'body' | 'link' }): string | null {
  if (paging.by === 'link') return nextOfLink(link);
  const [value] = valuesAt(json, paging.path);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** Where the next page is; null: this was the last. Throws FeedError `malformed` where it names no address. */
export function nextPage(page: Page, paging: Paging): string | null {
  const { asked, url, items } = page;
  if (paging.by === 'page' || paging.by === 'offset') {
    if (items.length === 0) return null;
    const first = paging.by === 'page' ? 1 : 0;
    const step = paging.by === 'page' ? 1 : items.length;
    return withParameter(asked, paging.parameter, String(numberIn(asked, paging.parameter, first) + step));
  }
  const next = said(page, paging);
  if (next === null) return null;
  if (paging.by === 'body' && paging.parameter !== undefined) {
    return withParameter(asked, paging.parameter, next);
  }
  if (!URL.canParse(next, url)) throw new FeedError('malformed', 'The page names no address as its next one');
  const to = new URL(next, url);
  if (new URL(url).protocol === 'https:' && to.protocol === 'http:') {
    throw new FeedError('refused', 'The next page leads from https:// to http://');
  }
  to.hash = '';
  // Some lists name the last page as the one that follows it.
  return to.href === asked || to.href === url ? null : to.href;
}

/** What tells a page from another one: its entries. */
export const digestOf = (items: readonly unknown[]): string =>
  hash('sha256', JSON.stringify(items), 'base64url').slice(0, 22);
