import { halvesOf, mayBeMisspelt, spelling } from '../text/fuzzy.ts';
import { isProse, type Field, type IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { isDescriptor } from '../text/normalise.ts';
import { placeOf, type PlaceInField } from '../text/place-in-field.ts';
import { GLUABLE, PARTS, WHOLE_KINDS } from '../text/phrase-kinds.ts';
import type { PhraseKind } from '../text/vendor-identifiers.ts';
import { BEGINNING, type PostingList, type VendorIndex } from './vendor-index.ts';
import { COMPANY_WORDS, GLUED_PREFIXES } from '../text/words.ts';

/** Words of an incident that some row of the register has, and how they stand there. */
export interface Span {
  field: Field;
  place: PlaceInField;
  /** Where they stand: rivals are the vendors that claim the same position. */
  position: string;
  start: number;
  end: number;
  /** Spelling likeness 0..1; 1 unless misspelt. */
  quality: number;
  /** Kinds of phrases that may be meant here. */
  allows: (kind: PhraseKind) => boolean;
}

/** A phrase of the register with the places where it stands in an incident. */
export interface FoundPhrase {
  list: PostingList;
  spans: Span[];
}

const LONGEST_PHRASE = 6;
const SHORTEST_GLUED = 4;

/** True inside a compound such as `BIG-IP`, of which a part names nobody. */
const isBound = (field: Field, start: number, end: number): boolean =>
  (field.tokens[start]?.boundBefore ?? false) || (field.tokens[end - 1]?.boundAfter ?? false);

const anyKind = (): boolean => true;
const wholeKinds = (kind: PhraseKind): boolean => !PARTS.has(kind) && kind !== 'brand';
const ownKinds = (kind: PhraseKind): boolean => kind !== 'brand';
const gluableKinds = (kind: PhraseKind): boolean => GLUABLE.has(kind);
const typoKinds = (kind: PhraseKind): boolean => WHOLE_KINDS.has(kind);

/** An assigner is called as a company is, or by its initials. */
const assignerKinds = (kind: PhraseKind): boolean => WHOLE_KINDS.has(kind) || kind === 'initials';

/** Running text and titles are full of brands that they are not about; a part of a name is none within a compound. */
function kindsAllowed(field: Field, start: number, end: number): (kind: PhraseKind) => boolean {
  if (field.kind === 'title') return ownKinds;
  if (field.kind === 'assigner') return assignerKinds;
  if (!isProse(field.kind)) return anyKind;
  return isBound(field, start, end) ? wholeKinds : ownKinds;
}

/** "Labs" after "Silicon", written as names are: with it a text may name another company. */
export function descriptorAfter({ field, end }: Span): string | undefined {
  if (field.kind === 'vendor') return undefined;
  const token = field.tokens[end];
  return token?.nameLike && COMPANY_WORDS.has(token.text) ? token.text : undefined;
}

type Keep = (list: PostingList | undefined, span: Span) => void;

function findWindows(index: VendorIndex, field: Field, at: number, keep: Keep): void {
  const words = field.tokens.map((token) => token.text);
  findIn(words, 0, index, field, at, keep);
  // The text in its other spelling ("Loesch" for "Lösch"): only windows that hold such a word.
  const first = field.tokens.findIndex(({ other }) => other !== undefined);
  if (first < 0) return;
  const others = field.tokens.map((token) => token.other ?? token.text);
  const last = field.tokens.findLastIndex(({ other }) => other !== undefined);
  findIn(others.slice(0, last + LONGEST_PHRASE), Math.max(0, first - LONGEST_PHRASE), index, field, at, keep);
}

/** Looks up every window of some words, each as long as a phrase may be. */
function findIn(
  words: readonly string[],
  from: number,
  index: VendorIndex,
  field: Field,
  at: number,
  keep: Keep,
): void {
  const prose = isProse(field.kind);
  for (let start = from; start < words.length; start += 1) {
    // A mention in running text is written as a name is.
    if (prose && !field.tokens[start]?.nameLike) continue;
    let compact = '';
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_PHRASE); end += 1) {
      compact += words[end - 1] ?? '';
      if (compact.length >= BEGINNING && !index.beginnings.has(compact.slice(0, BEGINNING))) break;
      const list = index.byPhrase.get(compact);
      const place = list && placeOf(field, start, end);
      if (!place) continue;
      const position = `${field.kind} ${at} ${start}`;
      const quality = field.trust ?? 1;
      keep(list, { field, place, position, start, end, quality, allows: kindsAllowed(field, start, end) });
    }
  }
}

/** Names glued to something: `acmecn`, `getacme`, `router3910`. */
function findGlued(index: VendorIndex, field: Field, at: number, keep: Keep): void {
  const tokens = field.tokens.map((token) => token.text);
  const compact = field.kind === 'vendor' ? tokens.join('') : (tokens[0] ?? '');
  const whole = { field, position: `${field.kind} ${at} 0`, start: 0, end: tokens.length, quality: 1 };
  for (let length = SHORTEST_GLUED - 1; length < compact.length; length += 1) {
    const rest = compact.slice(length);
    if (length < SHORTEST_GLUED && !isDescriptor(rest)) continue;
    if (field.kind === 'product' && !/^\d/.test(rest)) continue;
    const place = field.kind === 'product' ? 'start' : isDescriptor(rest) ? 'near' : 'glued';
    keep(index.byPhrase.get(compact.slice(0, length)), { ...whole, place, allows: gluableKinds });
  }
  if (field.kind !== 'vendor') return;
  for (const prefix of GLUED_PREFIXES) {
    if (compact.startsWith(prefix))
      keep(index.byPhrase.get(compact.slice(prefix.length)), {
        ...whole,
        place: 'near',
        allows: gluableKinds,
      });
  }
}

/** A slip of the fingers swaps letters; a wrong letter may as well be another company. */
const sameLetters = (a: string, b: string): boolean =>
  Array.from(a).sort().join('') === Array.from(b).sort().join('');

/** Misspelt names: one letter wrong, swapped, missing or added, and alike enough for the tenant's threshold. */
function findMisspelt(index: VendorIndex, field: Field, at: number, threshold: number, keep: Keep): void {
  const compact = field.tokens.map((token) => token.text).join('');
  const seen = new Set<PostingList>();
  const halves = [-1, 0, 1].flatMap((more) => halvesOf(compact, compact.length + more));
  for (const half of halves) {
    for (const list of index.byHalf.get(half) ?? []) {
      const written = list.compact;
      if (written === compact || !mayBeMisspelt(written, compact) || seen.has(list)) continue;
      seen.add(list);
      const quality = spelling(written, compact);
      if (quality + 1e-9 < threshold || (1 - quality) * Math.max(compact.length, written.length) > 1.5)
        continue;
      const place = sameLetters(written, compact) ? 'swapped' : 'misspelt';
      const position = `vendor ${at} 0`;
      keep(list, { field, place, position, start: 0, end: field.tokens.length, quality, allows: typoKinds });
    }
  }
}

/** Every phrase of the register that stands in an incident, by its words put together. */
export function findPhrases(
  index: VendorIndex,
  incident: IncidentIdentifiers,
  fuzzyThreshold: number,
): Map<string, FoundPhrase> {
  const found = new Map<string, FoundPhrase>();
  const keep: Keep = (list, span) => {
    if (!list) return;
    const known = found.get(list.compact);
    if (known) known.spans.push(span);
    else found.set(list.compact, { list, spans: [span] });
  };
  for (const [at, field] of incident.fields.entries()) {
    findWindows(index, field, at, keep);
    if (field.kind === 'vendor' || field.kind === 'product') findGlued(index, field, at, keep);
    if (field.kind === 'vendor') findMisspelt(index, field, at, fuzzyThreshold, keep);
  }
  return found;
}
