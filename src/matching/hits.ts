import { halvesOf, mayBeMisspelt, spelling } from './fuzzy.ts';
import { isProse, type Field, type FieldKind, type IncidentIdentifiers } from './incident-identifiers.ts';
import { isDescriptor } from './normalise.ts';
import { placeOf, wordAt, type PlaceInField } from './place-in-field.ts';
import type { PhraseKind } from './vendor-identifiers.ts';
import type { IndexedPhrase, VendorIndex } from './vendor-index.ts';
import { COMPANY_WORDS, GLUED_PREFIXES } from './words.ts';

/** One phrase of one vendor standing somewhere in an incident. */
export interface Hit {
  phrase: IndexedPhrase;
  field: FieldKind;
  place: PlaceInField;
  /** Where it stands: rivals are the vendors that claim the same spot. */
  spot: string;
  /** As the incident writes it. */
  shown: string;
  /** Spelling likeness 0..1; 1 unless misspelt. */
  quality: number;
  /** A descriptor, written as names are, that follows it in a text or title. */
  next?: string;
}

const LONGEST_PHRASE = 6;
const SHORTEST_GLUED = 4;
const GLUABLE: ReadonlySet<PhraseKind> = new Set([
  'name',
  'short',
  'lead',
  'alias',
  'brand',
  'label',
  'stem',
]);

function shownOf(field: Field, start: number, end: number): string {
  if (field.kind === 'vendor' || field.kind === 'product') return field.shown;
  return field.tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(' ');
}

/** Kinds that are only part of a name. */
export const PARTS: ReadonlySet<PhraseKind> = new Set([
  'short',
  'lead',
  'inner',
  'initials',
  'label',
  'stem',
]);

/** True inside a compound such as `BIG-IP`, of which a part names nobody. */
const isBound = (field: Field, start: number, end: number): boolean =>
  (field.tokens[start]?.boundBefore ?? false) || (field.tokens[end - 1]?.boundAfter ?? false);

/** A part of a name is none within a compound; running text is full of brands that it is not about. */
const mayStandThere = (kind: PhraseKind, field: FieldKind, bound: boolean): boolean =>
  !(bound && PARTS.has(kind)) && !(kind === 'brand' && (isProse(field) || field === 'title'));

/** "Labs" after "Silicon": with it a text may name another company. */
function descriptorAfter(field: Field, end: number): string | undefined {
  if (field.kind === 'vendor') return undefined;
  const token = field.tokens[end];
  return token?.nameLike && COMPANY_WORDS.has(token.text) ? token.text : undefined;
}

function* windowHits(index: VendorIndex, field: Field, at: number): Generator<Hit> {
  const prose = isProse(field.kind);
  for (let start = 0; start < field.tokens.length; start += 1) {
    // A mention in running text is written as a name is.
    if (prose && !field.tokens[start]?.nameLike) continue;
    let compact = '';
    for (let end = start + 1; end <= Math.min(field.tokens.length, start + LONGEST_PHRASE); end += 1) {
      compact += wordAt(field, end - 1);
      const phrases = index.byPhrase.get(compact);
      const place = phrases && placeOf(field, start, end);
      if (!place) continue;
      const spot = `${field.kind} ${at} ${start}`;
      const next = descriptorAfter(field, end);
      const bound = prose && isBound(field, start, end);
      for (const phrase of phrases)
        if (mayStandThere(phrase.kind, field.kind, bound))
          yield {
            phrase,
            field: field.kind,
            place,
            spot,
            shown: shownOf(field, start, end),
            quality: 1,
            ...(next === undefined ? {} : { next }),
          };
    }
  }
}

/** Names glued to something: `acmecn`, `getacme`, `router3910`. */
function* gluedHits(index: VendorIndex, field: Field, at: number): Generator<Hit> {
  const tokens = field.tokens.map((token) => token.text);
  const compact = field.kind === 'vendor' ? tokens.join('') : (tokens[0] ?? '');
  const spot = `${field.kind} ${at} 0`;
  for (let length = SHORTEST_GLUED - 1; length < compact.length; length += 1) {
    const rest = compact.slice(length);
    if (length < SHORTEST_GLUED && !isDescriptor(rest)) continue;
    if (field.kind === 'product' && !/^\d/.test(rest)) continue;
    const place = field.kind === 'product' ? 'start' : isDescriptor(rest) ? 'near' : 'glued';
    for (const phrase of index.byPhrase.get(compact.slice(0, length)) ?? []) {
      if (GLUABLE.has(phrase.kind))
        yield { phrase, field: field.kind, place, spot, shown: field.shown, quality: 1 };
    }
  }
  if (field.kind !== 'vendor') return;
  for (const prefix of GLUED_PREFIXES) {
    if (!compact.startsWith(prefix)) continue;
    for (const phrase of index.byPhrase.get(compact.slice(prefix.length)) ?? []) {
      if (GLUABLE.has(phrase.kind))
        yield { phrase, field: 'vendor', place: 'near', spot, shown: field.shown, quality: 1 };
    }
  }
}

/** A slip of the fingers swaps letters; a wrong letter may as well be another company. */
const sameLetters = (a: string, b: string): boolean =>
  Array.from(a).sort().join('') === Array.from(b).sort().join('');

/** Misspelt names: one letter wrong, swapped, missing or added, and alike enough for the tenant's threshold. */
function* typoHits(index: VendorIndex, field: Field, at: number, threshold: number): Generator<Hit> {
  const compact = field.tokens.map((token) => token.text).join('');
  const seen = new Set<IndexedPhrase>();
  const halves = [-1, 0, 1].flatMap((more) => halvesOf(compact, compact.length + more));
  for (const half of halves) {
    for (const phrase of index.byHalf.get(half) ?? []) {
      if (phrase.compact === compact || !mayBeMisspelt(phrase.compact, compact) || seen.has(phrase)) continue;
      seen.add(phrase);
      const quality = spelling(phrase.compact, compact);
      if (quality + 1e-9 < threshold || (1 - quality) * Math.max(compact.length, phrase.compact.length) > 1.5)
        continue;
      yield {
        phrase,
        field: 'vendor',
        place: sameLetters(phrase.compact, compact) ? 'swapped' : 'misspelt',
        spot: `vendor ${at} 0`,
        shown: field.shown,
        quality,
      };
    }
  }
}

/** Every place where a phrase of a register row stands in an incident, by index, never by comparing all pairs. */
export function findHits(
  index: VendorIndex,
  incident: IncidentIdentifiers,
  fuzzyThreshold: number,
): Map<number, Hit[]> {
  const hits = new Map<number, Hit[]>();
  const keep = (hit: Hit): void => {
    const list = hits.get(hit.phrase.vendor);
    if (list) list.push(hit);
    else hits.set(hit.phrase.vendor, [hit]);
  };
  for (const [at, field] of incident.fields.entries()) {
    for (const hit of windowHits(index, field, at)) keep(hit);
    if (field.kind === 'vendor' || field.kind === 'product')
      for (const hit of gluedHits(index, field, at)) keep(hit);
    if (field.kind === 'vendor') for (const hit of typoHits(index, field, at, fuzzyThreshold)) keep(hit);
  }
  for (const domain of incident.domains) for (const hit of siteHits(index, domain, 'domain')) keep(hit);
  for (const domain of incident.referenceDomains)
    for (const hit of siteHits(index, domain, 'reference')) keep(hit);
  return hits;
}

/** Rows whose registrable domain an incident is about, or its references lead to. */
function* siteHits(index: VendorIndex, domain: string, field: 'domain' | 'reference'): Generator<Hit> {
  for (const vendor of index.byDomain.get(domain) ?? []) {
    const phrase: IndexedPhrase = {
      vendor,
      kind: 'label',
      compact: domain,
      words: 1,
      shown: domain,
      rarity: 1,
    };
    yield { phrase, field, place: 'exact', spot: `${field} ${domain}`, shown: domain, quality: 1 };
  }
}
