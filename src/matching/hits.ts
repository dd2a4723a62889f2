import { oneErrorKeys, spelling } from './fuzzy.ts';
import { COMMON_WORDS } from './common-words.ts';
import { isProse, type Field, type FieldKind, type IncidentIdentifiers } from './incident-identifiers.ts';
import { isDescriptor, type Token } from './normalise.ts';
import type { PhraseKind } from './vendor-identifiers.ts';
import type { IndexedPhrase, VendorIndex } from './vendor-index.ts';
import {
  BREACH_WORDS,
  CULPRIT_WORDS,
  FAN_WORDS,
  GLUED_PREFIXES,
  PLACES,
  PLATFORM_WORDS,
  PLATFORMS,
} from './words.ts';

/**
 * How a phrase stands in a field, strongest first: all of it, all but descriptors, at its start,
 * inside, … or misspelt: two letters swapped, or one wrong.
 */
export const PLACES_IN_FIELD = [
  'exact',
  'near',
  'start',
  'early',
  'part',
  'late',
  'glued',
  'swapped',
  'misspelt',
] as const;
export type PlaceInField = (typeof PLACES_IN_FIELD)[number];

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
}

const LONGEST_PHRASE = 6;
const EARLY = 14;
const SHORTEST_GLUED = 4;
const GLUABLE: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'lead', 'alias', 'label', 'stem']);

const wordAt = (field: Field, at: number): string => field.tokens[at]?.text ?? '';

/** True where the words around a mention make it a platform ("plugin for X", "on X") or a companion ("X fans"). */
function isBystander(field: Field, start: number, end: number): boolean {
  const before = [wordAt(field, start - 1), wordAt(field, start - 2)];
  if (PLATFORM_WORDS.has(before[0] ?? '') || (before[0] === 'the' && PLATFORM_WORDS.has(before[1] ?? '')))
    return true;
  return FAN_WORDS.has(wordAt(field, end));
}

/** True for a word that may be somebody's name: written like one and not an ordinary word. */
const isName = (token: Token): boolean =>
  token.nameLike && !COMMON_WORDS.has(token.text) && token.text.length > 1;

/** True for a capital that only begins a sentence, or a word that the same text also writes small: no name there. */
function isPlainUse(field: Field, at: number): boolean {
  const token = field.tokens[at];
  if (!token || token.isInvented) return false;
  return token.beginsSentence || field.tokens.some((other) => other.isOrdinary && other.text === token.text);
}

/** True where the text says that a flaw is in what follows. */
function isCulprit(field: Field, start: number): boolean {
  const at = wordAt(field, start - 1) === 'the' ? start - 1 : start;
  return wordAt(field, at - 1) === 'in' && CULPRIT_WORDS.has(wordAt(field, at - 2));
}

function placeOf(field: Field, start: number, end: number): PlaceInField | null {
  const { tokens, kind } = field;
  if (kind === 'domain') return start === 0 && end === tokens.length ? 'near' : null;
  if (isProse(kind)) {
    if (!tokens[start]?.nameLike || isBystander(field, start, end)) return null;
    if (end - start === 1 && isPlainUse(field, start)) return null;
    if (end - start === 1 && PLATFORMS.has(wordAt(field, start)) && start > 0) return null;
    if (isCulprit(field, start)) return 'start';
    if (!tokens.slice(0, start).some(isName)) return 'start';
    return start < EARLY ? 'early' : 'late';
  }
  if (start === 0 && end === tokens.length) return 'exact';
  const isAside = (token: Token): boolean =>
    kind === 'title' && (BREACH_WORDS.has(token.text) || /^\d+$/.test(token.text));
  const before = tokens.slice(0, start).every((token) => PLACES.has(token.text) || isAside(token));
  const after = tokens.slice(end).every((token) => isDescriptor(token.text) || isAside(token));
  if (before && after) return 'near';
  if (kind !== 'vendor' && isBystander(field, start, end)) return null;
  if (kind === 'title' && !tokens[start]?.nameLike) return null;
  return start === 0 ? 'start' : 'part';
}

function shownOf(field: Field, start: number, end: number): string {
  if (field.kind === 'vendor' || field.kind === 'product') return field.shown;
  return field.tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(' ');
}

function* windowHits(index: VendorIndex, field: Field, at: number): Generator<Hit> {
  for (let start = 0; start < field.tokens.length; start += 1) {
    let compact = '';
    for (let end = start + 1; end <= Math.min(field.tokens.length, start + LONGEST_PHRASE); end += 1) {
      compact += wordAt(field, end - 1);
      const phrases = index.byPhrase.get(compact);
      const place = phrases && placeOf(field, start, end);
      if (!place) continue;
      const spot = `${field.kind} ${at} ${start}`;
      for (const phrase of phrases)
        yield { phrase, field: field.kind, place, spot, shown: shownOf(field, start, end), quality: 1 };
    }
  }
}

/** Names glued to something: `tendacn`, `getgrav`, `vigor3910`. */
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
  for (const key of oneErrorKeys(compact)) {
    for (const phrase of index.byOneError.get(key) ?? []) {
      if (seen.has(phrase) || phrase.compact === compact) continue;
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
  for (const domain of incident.domains) {
    for (const vendor of index.byDomain.get(domain) ?? []) {
      const phrase: IndexedPhrase = {
        vendor,
        kind: 'label',
        compact: domain,
        tokens: [domain],
        shown: domain,
        rarity: 1,
      };
      keep({ phrase, field: 'domain', place: 'exact', spot: `domain ${domain}`, shown: domain, quality: 1 });
    }
  }
  return hits;
}
