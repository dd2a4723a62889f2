import type { FieldMapping, MappedField } from '../../domain/feeds/custom-feed.ts';
import { FeedError } from '../http/feed-error.ts';
import { valuesAt } from './field-path.ts';
import { wholeAddress } from './web-link.ts';

/** The list of entries in a JSON document, at most `most` of them. Throws FeedError `malformed` when there is no list. */
export function itemsOf(json: unknown, mapping: FieldMapping, most: number): unknown[] {
  const found = mapping.items === '' ? [json] : valuesAt(json, mapping.items);
  const [only] = found;
  const items = found.length === 1 && Array.isArray(only) ? (only as unknown[]) : found;
  const list = mapping.items.endsWith('[]') || items !== found;
  if (!list) {
    const where = mapping.items === '' ? 'at the root' : `at ${mapping.items}`;
    throw new FeedError('malformed', `The answer has no list of entries ${where}`);
  }
  return items.slice(0, most);
}

/** A plain value as text: numbers too, since ids and times come as such. */
const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/**
 * One item in the terms of all feeds; fields that the mapping does not name, or that hold no plain value, are absent. Its
 * address counts from that of the document.
 */
export function mappedEntry(
  item: unknown,
  { fields }: FieldMapping,
  address: string,
): Record<string, unknown> {
  const all = (field: MappedField): string[] =>
    fields[field] === undefined ? [] : valuesAt(item, fields[field]).flatMap((value) => textOf(value) ?? []);
  const one = (field: MappedField): string | null => all(field)[0] ?? null;
  const url = one('url');
  const score = Number.parseFloat(one('cvss') ?? '');
  const products = all('product');
  const vendors = all('vendor');
  const makers = vendors.length === 0 ? [null] : vendors.slice(0, 20);
  return {
    id: one('id') ?? url ?? one('title') ?? '',
    title: one('title'),
    description: all('description').join('\n') || null,
    severity: one('severity'),
    cvssScore: score >= 0 && score <= 10 ? score : null,
    url: wholeAddress(url, address),
    published: one('published'),
    modified: one('modified'),
    affected:
      products.length === 0
        ? vendors.map((vendor) => ({ vendor }))
        : makers.flatMap((vendor) => products.slice(0, 50).map((product) => ({ vendor, product }))),
    domains: all('domains'),
  };
}
