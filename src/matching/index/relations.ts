import type { IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { shortened } from '../text/normalise.ts';
import { NAME_KINDS } from '../text/phrase-kinds.ts';
import type { PhraseKind } from '../text/vendor-identifiers.ts';
import type { Mention } from './mentions.ts';
import type { FoundPhrase } from './spans.ts';
import type { IndexedPhrase, IndexedVendor, VendorIndex } from './vendor-index.ts';

/** Shorter products are too often the end of another word. */
const SHORTEST_PART = 4;
/** Below, a product's name is an ordinary word. */
const TELLING = 0.9;

/** What follows in the name of somebody who only works with the company's product. */
const SOMEBODY_ELSES = /addon|plugin|extension|theme|templat|unofficial|community|fan|project$|^for/;

/** Kinds that name a company, or what its site is called. */
const NAMING: ReadonlySet<PhraseKind> = new Set([...NAME_KINDS, 'label']);
const BEGINNINGS = new Set(['start', 'glued']);

const isInField = (mention: Mention, field: Mention['field'], places: ReadonlySet<string>): boolean =>
  mention.field === field && places.has(mention.place);

const WHOLE = new Set(['exact', 'near']);
const WHOLE_OR_START = new Set(['exact', 'near', 'start']);

/** True where what follows the name is one of the row's brands or products, or holds what such a product goes on with. */
function isOwnPart(rest: string, name: string, phrases: readonly IndexedPhrase[]): boolean {
  return phrases.some(({ kind, compact, words }) => {
    if (kind !== 'brand' && kind !== 'product' && kind !== 'stem') return false;
    if (compact.length >= SHORTEST_PART && rest.startsWith(compact)) return true;
    const goesOn = compact.startsWith(name) ? compact.slice(name.length) : '';
    return kind === 'product' && words > 1 && goesOn.length >= SHORTEST_PART && rest.includes(goesOn);
  });
}

/** "VMware" of a row with the site vmware.com: a word that only one company writes so. */
const isInventedName = ({ kind, compact, shown }: IndexedPhrase, vendor: IndexedVendor): boolean =>
  (kind === 'brand' || vendor.labels.includes(compact)) &&
  shown
    .split(/\s+/)
    .some(
      (word) => /\p{Ll}.*\p{Lu}|\p{Lu}\p{Lu}.*\p{Ll}/u.test(word) && word.toLowerCase().startsWith(compact),
    );

/**
 * True for a vendor field that begins with the row's name and goes on with a part of that company: a brand or product
 * of the row, anything behind a name that is no word, or where an affected product is one of the row's.
 */
function isDivision(
  mention: Mention,
  mentions: readonly Mention[],
  phrases: readonly IndexedPhrase[],
  vendor: IndexedVendor,
): boolean {
  const { phrase, place, rest = '' } = mention;
  if (!isInField(mention, 'vendor', BEGINNINGS) || !NAMING.has(phrase.kind) || rest === '') return false;
  if (SOMEBODY_ELSES.test(rest)) return false;
  if (place === 'start' && (isOwnPart(rest, phrase.compact, phrases) || isInventedName(phrase, vendor)))
    return true;
  return mentions.some(
    (other) =>
      isInField(other, 'product', WHOLE) &&
      other.phrase.kind === 'product' &&
      other.phrase.words > 1 &&
      other.phrase.rarity >= TELLING,
  );
}

/** True for a product under the name of a company that owns or owned the row's. */
const isUnderOwner = (mention: Mention): boolean =>
  isInField(mention, 'product', WHOLE_OR_START) &&
  (NAMING.has(mention.phrase.kind) || mention.phrase.kind === 'product') &&
  mention.phrase.rarity >= TELLING;

/** True for a breach at a site that is called like a brand of the row, or titled like the product that it is called. */
function isOwnSite({ phrase, field, place }: Mention, mentions: readonly Mention[]): boolean {
  if (field !== 'domain' || place !== 'near') return false;
  if (phrase.kind === 'brand') return true;
  return (
    phrase.kind === 'product' &&
    mentions.some((other) => other.phrase.compact === phrase.compact && isInField(other, 'title', WHOLE))
  );
}

/** The vendors that an incident names, each as one word with and without descriptors. */
function namedVendors({ fields }: IncidentIdentifiers): string[] {
  return fields
    .filter(({ kind }) => kind === 'vendor')
    .flatMap(({ tokens }) => {
      const words = tokens.map(({ text }) => text);
      return [words.join(''), shortened(words).join('')];
    });
}

/** Rows whose present or former owner an incident names as the vendor. */
export function rowsUnderOwner(index: VendorIndex, incident: IncidentIdentifiers): Set<number> {
  return new Set(namedVendors(incident).flatMap((name) => index.byOwner.get(name) ?? []));
}

/** Rows of which a mention may count for more than the place at which it stands; see `withRelations`. */
export function rowsWithRelations(found: ReadonlyMap<string, FoundPhrase>): Set<number> {
  const rows = new Set<number>();
  for (const { list, spans } of found.values()) {
    const atVendor = spans.some(({ field, place }) => field.kind === 'vendor' && BEGINNINGS.has(place));
    const atDomain = spans.some(({ field }) => field.kind === 'domain');
    if (!atVendor && !atDomain) continue;
    for (const { vendor, kind } of list.phrases)
      if ((atVendor && NAMING.has(kind)) || (atDomain && (kind === 'product' || kind === 'brand')))
        rows.add(vendor);
  }
  return rows;
}

/** A row's mentions, each at the place that it has by what is known of the company's parts, brands and owners. */
export function withRelations(
  mentions: readonly Mention[],
  phrases: readonly IndexedPhrase[],
  vendor: IndexedVendor,
  ownerIsNamed: boolean,
): Mention[] {
  return mentions.map((mention): Mention => {
    if (isDivision(mention, mentions, phrases, vendor) || (ownerIsNamed && isUnderOwner(mention)))
      return { ...mention, place: 'division' };
    return isOwnSite(mention, mentions) ? { ...mention, place: 'exact' } : mention;
  });
}
