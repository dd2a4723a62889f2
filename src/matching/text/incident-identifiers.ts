import { replaceTags } from '../../domain/text/markup.ts';
import { namesNobody } from '../../domain/text/names-nobody.ts';
import { registrableDomain } from '../../domain/text/registrable-domain.ts';
import type { MatchableIncident } from '../../domain/incidents/incident.ts';
import { assignerName, assignersOf, type Assigner } from './assigners.ts';
import { nameRange } from './legal-forms.ts';
import { nameAndOthers, withAmpersand } from './other-names.ts';
import { siteLabel } from './vendor-identifiers.ts';
import { COMMON_WORDS } from './common-words.ts';
import { tokenise, type Token } from './normalise.ts';
import { packageOwner, referenceDomainsOf } from './references.ts';
import { NO_NAME } from './words.ts';

/**
 * Where in an incident a phrase can stand; `package` is the owner of a package or repository, `reference` the site of
 * a reference, `assigner` who assigned the CVE id. A description counts differently beside a named vendor (`description`),
 * where nothing but title and text say who is meant (`sole`), and in a breach, where it tells a story (`story`).
 */
export const FIELD_KINDS = [
  'vendor',
  'product',
  'package',
  'title',
  'domain',
  'reference',
  'assigner',
  'description',
  'sole',
  'story',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** True for running text. */
export const isProse = (kind: FieldKind): boolean =>
  kind === 'description' || kind === 'sole' || kind === 'story';

/** One text of an incident, in words. */
export interface Field {
  kind: FieldKind;
  tokens: Token[];
  shown: string;
  /** Words that running text also writes small: their capitals elsewhere name nobody. */
  ordinary: ReadonlySet<string>;
  /** Position of the first word that may be somebody's name; the number of words where none may. */
  firstName: number;
  /** True for a product of which no source knows the maker: it is no well-known one's. */
  authorIsUnknown?: boolean;
  /** How far what stands here is to be believed, 0..1; 1 unless given. */
  trust?: number;
}

/** Everything by which an incident names somebody. */
export interface IncidentIdentifiers {
  fields: Field[];
  /** Registrable domains that the incident is about. */
  domains: string[];
  /** Registrable domains that its references and packages lead to. */
  referenceDomains: string[];
  /** Who assigned its id. */
  assigners: Assigner[];
  /** True when a source names a vendor. */
  namesVendor: boolean;
}

const LONGEST_DESCRIPTION = 160;
const MOST_VALUES = 80;

/** True for a word that may be somebody's name: written like one and not an ordinary word. */
const mayBeName = (token: Token): boolean =>
  token.nameLike && token.text.length > 1 && !COMMON_WORDS.has(token.text);

const NOTHING: ReadonlySet<string> = new Set();

function field(kind: FieldKind, shown: string, tokens: Token[]): Field {
  if (!isProse(kind)) return { kind, tokens, shown, ordinary: NOTHING, firstName: 0 };
  const first = tokens.findIndex(mayBeName);
  return {
    kind,
    tokens,
    shown,
    ordinary: new Set(tokens.filter((token) => token.isOrdinary).map((token) => token.text)),
    firstName: first < 0 ? tokens.length : first,
  };
}

/** A source's vendor as written and, where it has a bracket, both names in it. */
function vendorValues(written: string): string[] {
  const { name, others } = nameAndOthers(written);
  // "Salesforce.com" is Salesforce; "Rocket.Chat" is nobody's but its own.
  const site = /^([\w-]{3,})\.(?:com|net|org|io|co)(?:\.\w\w)?$/i.exec(written.trim());
  if (site) return [written.trim(), siteLabel(written)].filter(Boolean);
  return tokenise(name, 1).length > 0 ? [name.trim(), ...others].flatMap(withAmpersand) : [written.trim()];
}

const compactOf = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join('');

/** The values that name somebody, each once, in an order that does not depend on the source's. */
function uniqueFields(kind: 'vendor' | 'product' | 'package', values: readonly string[]): Field[] {
  const seen = new Map<string, Field>();
  for (const value of [...new Set(values)].sort()) {
    const tokens = tokenise(value);
    const key = tokens.map((token) => token.text).join(' ');
    if (key === '' || seen.has(key) || NO_NAME.has(compactOf(tokens)) || namesNobody(value)) continue;
    const { start, end } =
      kind === 'vendor' ? nameRange(tokens.map((token) => token.text)) : { start: 0, end: tokens.length };
    seen.set(key, field(kind, value, tokens.slice(start, end)));
  }
  return [...seen.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([, value]) => value);
}

/** Products of which every source says that their maker is unknown. */
function productsOfUnknown(products: MatchableIncident['affectedProducts']): ReadonlySet<string> {
  const ofUnknown = products.filter(({ vendor }) => vendor?.trim().toLowerCase() === 'unknown');
  if (ofUnknown.length === 0) return NOTHING;
  const known = new Set(products.filter((entry) => !ofUnknown.includes(entry)).map(({ product }) => product));
  return new Set(ofUnknown.flatMap(({ product }) => (known.has(product) ? [] : (product ?? []))));
}

const withoutMarkup = (html: string): string =>
  replaceTags(html, () => ' ')
    .replace(/&\w+;/g, ' ')
    .replace(/\*\*[^*]*\*\*/g, ' ');

/** The texts and domains of an incident in which a vendor can stand; markup and the CVE id are left out. Pure. */
export function extractIncidentIdentifiers(incident: MatchableIncident): IncidentIdentifiers {
  const products = incident.affectedProducts;
  const vendors = uniqueFields(
    'vendor',
    [...new Set(products.flatMap(({ vendor }) => vendor ?? []))].flatMap(vendorValues),
  );
  const title = incident.title.replace(/^\s*CVE-\d{4}-\d+\s*:?/i, '').trim();
  const ofUnknown = productsOfUnknown(products);
  const description = withoutMarkup(incident.description);
  const named = vendors.length > 0 ? 'description' : 'sole';
  const proseKind = incident.incidentType === 'data_breach' ? 'story' : named;
  const labels = [...new Set(incident.domains.map(siteLabel))].filter(Boolean);
  const assigners = assignersOf(incident.assigners);
  const domains = incident.domains.map(registrableDomain).filter((domain) => domain !== null);
  return {
    fields: [
      ...vendors,
      ...uniqueFields(
        'product',
        products.flatMap(({ product }) => product ?? []),
      ).map((each) => (ofUnknown.has(each.shown) ? { ...each, authorIsUnknown: true } : each)),
      ...uniqueFields('package', products.flatMap(packageOwner)),
      ...labels.map((label) => field('domain', label, tokenise(label))),
      ...assigners
        .filter(({ trust }) => trust > 0)
        .map(({ shown, trust }) => {
          const name = assignerName(shown);
          return { ...field('assigner', name, tokenise(name)), trust };
        }),
      field(proseKind === 'sole' ? 'sole' : 'title', title, tokenise(title)),
      field(proseKind, description, tokenise(description, LONGEST_DESCRIPTION)),
    ],
    domains: [...new Set(domains)].sort(),
    referenceDomains: referenceDomainsOf(incident),
    assigners,
    namesVendor: vendors.length > 0,
  };
}
