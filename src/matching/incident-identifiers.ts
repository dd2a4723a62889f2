import type { MatchableIncident } from '../domain/incident.ts';
import { nameAndOthers, registrableDomain, siteLabel } from './vendor-identifiers.ts';
import { normalise, tokenise, withoutLegalForm, type Token } from './normalise.ts';
import { NO_NAME } from './words.ts';

/**
 * Where in an incident a phrase can stand. A description counts differently beside a named vendor (`description`),
 * where nothing but title and text say who is meant (`sole`), and in a breach, where it tells a story (`story`).
 */
export type FieldKind = 'vendor' | 'product' | 'title' | 'domain' | 'description' | 'sole' | 'story';

/** True for running text. */
export const isProse = (kind: FieldKind): boolean =>
  kind === 'description' || kind === 'sole' || kind === 'story';

/** One text of an incident, in words. */
export interface Field {
  kind: FieldKind;
  tokens: Token[];
  shown: string;
}

/** Everything by which an incident names somebody. */
export interface IncidentIdentifiers {
  fields: Field[];
  /** Registrable domains. */
  domains: string[];
  /** True when a source names a vendor. */
  namesVendor: boolean;
}

const LONGEST_DESCRIPTION = 160;
const MOST_VALUES = 80;

const named = (value: string | null): value is string =>
  value !== null && !NO_NAME.has(normalise(value).replaceAll(' ', '')) && normalise(value) !== '';

function field(kind: FieldKind, shown: string): Field {
  const tokens = tokenise(shown);
  const length =
    kind === 'vendor' ? withoutLegalForm(tokens.map((token) => token.text)).length : tokens.length;
  return { kind, tokens: tokens.slice(0, length), shown };
}

/** A source's vendor as written and, where it has a bracket, both names in it. */
function vendorValues(written: string): string[] {
  const { name, others } = nameAndOthers(written);
  const site = /^[\w-]+(\.[\w-]+)+$/.test(written.trim()) ? siteLabel(written) : '';
  if (site !== '') return [written.trim(), site];
  return others.length > 0 && normalise(name) !== '' ? [name.trim(), ...others] : [written.trim()];
}

function uniqueFields(kind: FieldKind, values: string[]): Field[] {
  const seen = new Map<string, Field>();
  for (const value of values) {
    const key = normalise(value);
    if (key !== '' && !seen.has(key)) seen.set(key, field(kind, value));
  }
  return [...seen.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([, value]) => value);
}

/** The texts and domains of an incident in which a vendor can stand; markup and the CVE id are left out. Pure. */
export function extractIncidentIdentifiers(incident: MatchableIncident): IncidentIdentifiers {
  const vendors = incident.affectedProducts.map((product) => product.vendor).filter(named);
  const products = incident.affectedProducts.map((product) => product.product).filter(named);
  const title = incident.title.replace(/^\s*CVE-\d{4}-\d+\s*:?/i, '');
  const description = incident.description
    .replace(/<[^>]*>/g, ' ')
    .replace(/&\w+;/g, ' ')
    .replace(/\*\*[^*]*\*\*/g, ' ');
  const words = tokenise(description).slice(0, LONGEST_DESCRIPTION);
  const proseKind =
    incident.incidentType === 'data_breach' ? 'story' : vendors.length > 0 ? 'description' : 'sole';
  const domains = incident.domains.map(registrableDomain).filter((domain) => domain !== null);
  return {
    fields: [
      ...uniqueFields('vendor', vendors.flatMap(vendorValues)),
      ...uniqueFields('product', products),
      ...[...new Set(incident.domains.map(siteLabel))].filter(Boolean).map((label) => field('domain', label)),
      { kind: proseKind === 'sole' ? 'sole' : 'title', tokens: tokenise(title), shown: title.trim() },
      { kind: proseKind, tokens: words, shown: description },
    ],
    domains: [...new Set(domains)].sort(),
    namesVendor: vendors.length > 0,
  };
}
