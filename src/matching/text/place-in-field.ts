import { isProse, type Field } from './incident-identifiers.ts';
import { maybeLeadingWords } from './legal-forms.ts';
import { isDescriptor, type Token } from './normalise.ts';
import {
  BREACH_WORDS,
  CULPRIT_WORDS,
  EXTENSION_WORDS,
  FAN_WORDS,
  OPERATING_SYSTEMS,
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

/** Places at which a phrase is what the field says, descriptors and a slip of spelling aside. */
export const WHOLLY: ReadonlySet<PlaceInField> = new Set(['exact', 'near', 'swapped', 'misspelt']);

/** Words from the start of a text within which a name stands early. */
const EARLY = 14;

/** A field's word, empty beyond its ends. */
export const wordAt = (field: Field, at: number): string => field.tokens[at]?.text ?? '';

/** True where the words around a mention make it a platform ("plugin for X", "on X") or a companion ("X fans"). */
function isBystander(field: Field, start: number, end: number): boolean {
  const before = [wordAt(field, start - 1), wordAt(field, start - 2)];
  if (PLATFORM_WORDS.has(before[0] ?? '') || (before[0] === 'the' && PLATFORM_WORDS.has(before[1] ?? '')))
    return true;
  return FAN_WORDS.has(wordAt(field, end));
}

/** True where a product only carries a name because it extends or connects to what bears it ("X for Y", "X plugin"). */
function isExtension(field: Field, end: number): boolean {
  const next = wordAt(field, end);
  if (next === 'for') return !OPERATING_SYSTEMS.has(wordAt(field, end + 1));
  return EXTENSION_WORDS.has(next);
}

/** True for a capital that only begins a sentence, or a word that the same text also writes small: no name there. */
function isPlainUse(field: Field, at: number): boolean {
  const token = field.tokens[at];
  if (!token || token.isInvented) return false;
  return token.beginsSentence || field.ordinary.has(token.text);
}

/** True where the text says that a flaw is in what follows. */
function isCulprit(field: Field, start: number): boolean {
  const at = wordAt(field, start - 1) === 'the' ? start - 1 : start;
  return wordAt(field, at - 1) === 'in' && CULPRIT_WORDS.has(wordAt(field, at - 2));
}

/** How the words from `start` to before `end` stand in a field; null where they name nobody. */
export function placeOf(field: Field, start: number, end: number): PlaceInField | null {
  const { tokens, kind } = field;
  if (kind === 'domain') return start === 0 && end === tokens.length ? 'near' : null;
  if (isProse(kind)) {
    if (!tokens[start]?.nameLike || isBystander(field, start, end)) return null;
    if (end - start === 1 && isPlainUse(field, start)) return null;
    if (end - start === 1 && PLATFORMS.has(wordAt(field, start)) && start > 0) return null;
    if (isCulprit(field, start)) return 'start';
    if (start <= field.firstName) return 'start';
    return start < EARLY ? 'early' : 'late';
  }
  if (start === 0 && end === tokens.length) return 'exact';
  const isAside = (token: Token): boolean =>
    kind === 'title' && (BREACH_WORDS.has(token.text) || /^\d+$/.test(token.text));
  const before =
    tokens.slice(0, start).every((token) => PLACES.has(token.text) || isAside(token)) ||
    (kind === 'vendor' && maybeLeadingWords(tokens.map((token) => token.text)) === start);
  const after = tokens.slice(end).every((token) => isDescriptor(token.text) || isAside(token));
  if (before && after) return 'near';
  if (kind !== 'vendor' && (isBystander(field, start, end) || isExtension(field, end))) return null;
  if (kind === 'title' && !tokens[start]?.nameLike) return null;
  return start === 0 ? 'start' : 'part';
}
