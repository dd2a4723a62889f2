import type { IncidentType, Severity } from '../vocabulary.ts';

/** What a custom feed speaks: RSS 2.0, RDF or Atom; CSAF 2.0; JSON read through a mapping. */
export const CUSTOM_FEED_KINDS = ['rss', 'csaf', 'json'] as const;
export type CustomFeedKind = (typeof CUSTOM_FEED_KINDS)[number];

/** What the entries of a custom feed become. */
export const CUSTOM_INCIDENT_TYPES = [
  'security_alert',
  'vulnerability_disclosure',
] as const satisfies readonly IncidentType[];
export type CustomIncidentType = (typeof CUSTOM_INCIDENT_TYPES)[number];

/** What of an entry a mapping can name. */
export const MAPPED_FIELDS = [
  'id',
  'title',
  'description',
  'severity',
  'url',
  'published',
  'modified',
  'vendor',
  'product',
  'domains',
  'cvss',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** How a list that comes in pages names the next one. */
export type Paging =
  /** An address in the body, or (with a parameter) what that parameter of the query is to be. */
  | { by: 'body'; path: string; parameter?: string | undefined }
  /** The header `Link` with `rel="next"`. */
  | { by: 'link' }
  /** A number of the page, one more each time, until a page is empty. */
  | { by: 'page'; parameter: string }
  /** A number of entries to leave out, until a page is empty. */
  | { by: 'offset'; parameter: string };

/** Where a JSON feed keeps its entries, and where an entry keeps its fields; paths as in docs/custom-feeds.md. */
export interface FieldMapping {
  /** The list of entries from the root on; empty: the root is the list. */
  items: string;
  /** From an entry on. */
  fields: { readonly [F in MappedField]?: string | undefined };
  /** Absent: the document is all of it. */
  paging?: Paging | null | undefined;
}

/** What of a custom feed decides how its entries are read. */
export interface CustomFeedReading {
  /** The feed's id, the `source` of its incidents. */
  id: string;
  /** Stands before every entry's own id, so that those of two feeds never meet. */
  key: string;
  name: string;
  kind: CustomFeedKind;
  incidentType: CustomIncidentType;
  mapping: FieldMapping | null;
  /** Whom every entry concerns that names nobody. */
  vendor: string | null;
  /** Of entries that name none; null: medium, and not known. */
  defaultSeverity: Severity | null;
}
