import type { CustomFeed } from '../../lib/api/types.ts';

export type Kind = CustomFeed['kind'];

/** What each kind is called, and what its address names. */
export const KINDS: Record<Kind, { label: string; address: string; placeholder: string }> = {
  rss: {
    label: 'RSS or Atom',
    address: 'Of the feed itself, not of the page that shows it.',
    placeholder: 'https://vendor.example/security/feed.xml',
  },
  csaf: {
    label: 'CSAF advisories',
    address: 'Of provider-metadata.json, a ROLIE feed or changes.csv.',
    placeholder: 'https://vendor.example/.well-known/csaf/provider-metadata.json',
  },
  json: {
    label: 'JSON with a mapping',
    address: 'Of a document with a list of entries.',
    placeholder: 'https://vendor.example/advisories.json',
  },
};

export const KIND_OPTIONS = Object.entries(KINDS).map(([value, { label }]) => ({ value, label }));

/** What of an entry a mapping can name, with what is taken from there. */
export const FIELDS = [
  { field: 'id', label: 'Id', placeholder: 'id', help: 'Else its address, else its title.' },
  { field: 'title', label: 'Title', placeholder: 'title', help: 'This or a description must be there.' },
  {
    field: 'description',
    label: 'Description',
    placeholder: 'summary',
    help: 'May hold markup; it becomes text.',
  },
  {
    field: 'severity',
    label: 'Severity',
    placeholder: 'severity',
    help: 'A word such as high or Important.',
  },
  { field: 'cvss', label: 'CVSS score', placeholder: 'cvss.score', help: 'A number from 0 to 10.' },
  { field: 'url', label: 'Address', placeholder: 'links[0].href', help: 'Where to read more.' },
  {
    field: 'published',
    label: 'Published',
    placeholder: 'published_at',
    help: 'A date, or seconds since 1970.',
  },
  {
    field: 'modified',
    label: 'Last changed',
    placeholder: 'updated_at',
    help: 'A date, or seconds since 1970.',
  },
  { field: 'vendor', label: 'Vendors', placeholder: 'vendor.name', help: 'One or several names.' },
  { field: 'product', label: 'Products', placeholder: 'products[].name', help: 'One or several names.' },
  { field: 'domains', label: 'Domains', placeholder: 'domains[]', help: 'Of the companies concerned.' },
] as const;

export type Field = (typeof FIELDS)[number]['field'];

/** How a list that comes in pages names the next one. */
export const PAGINGS = [
  { value: 'none', label: 'It is all in one document' },
  { value: 'body', label: 'Named in the document' },
  { value: 'link', label: 'Named in the header Link' },
  { value: 'page', label: 'By its number' },
  { value: 'offset', label: 'By how many entries come before it' },
] as const;

export type PagingKind = (typeof PAGINGS)[number]['value'];
