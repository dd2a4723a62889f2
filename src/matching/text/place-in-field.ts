import { isProse, type Field } from './incident-identifiers.ts';
import { ARTICLES, maybeLeadingWords } from './legal-forms.ts';
import { isDescriptor, type Token } from './normalise.ts';
import { beginsThing } from './ordinary-words.ts';
import {
  BREACH_WORDS,
  CONNECTING_WORDS,
  COPY_WORDS,
  CULPRIT_WORDS,
  EXTENDED_PLATFORMS,
  EXTENSION_WORDS,
  FAN_WORDS,
  OPERATING_SYSTEMS,
  PLACES,
  PLATFORM_WORDS,
  PLATFORMS,
} from './words.ts';

/**
 * How a phrase stands in a field, strongest first: all of it, all but descriptors, at its start,
 * inside, … or misspelt: two letters swapped, or one wrong. `division` is a name with what is known to be part of the
 * row ("VMware Tanzu"), or a product of the row under the name of its owner; see `relations.ts`.
 */
export const PLACES_IN_FIELD = [
  'exact',
  'near',
  'division',
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
export const WHOLLY: ReadonlySet<PlaceInField> = new Set([
  'exact',
  'near',
  'division',
  'swapped',
  'misspelt',
]);

/** Words from the start of a text within which a name stands early. */
const EARLY = 14;

/** A field's word, empty beyond its ends. */
export const wordAt = (field: Field, at: number): string => field.tokens[at]?.text ?? '';

/**
 * True where the words around a mention make it a platform ("plugin for X", "on X"), a companion ("X fans") or what
 * something else is like ("clone of X", "third-party X").
 */
function isBystander(field: Field, start: number, end: number): boolean {
  const at = ARTICLES.has(wordAt(field, start - 1)) ? start - 1 : start;
  const before = wordAt(field, at - 1);
  if (PLATFORM_WORDS.has(before) || (before === 'of' && COPY_WORDS.has(wordAt(field, at - 2)))) return true;
  if (before === 'party' && wordAt(field, at - 2) === 'third') return true;
  return FAN_WORDS.has(wordAt(field, end)) || isAddOn(field, end);
}

/** "Add-on" in two words. */
const isAddOn = (field: Field, at: number): boolean =>
  wordAt(field, at) === 'add' && /^ons?$/.test(wordAt(field, at + 1));

/** Words of an extension's name at most, from a name in it to what says that it is one. */
const LONGEST_EXTENSION = 9;

/** Small words within a name. */
const WITHIN_NAMES = new Set(['for', 'of', 'by', 'the', 'a', 'aka', 'to', 'with', 'in']);

/** True where a text's name goes on and ends as an extension's of some platform ("Google Captcha plugin", "Maps Easy WordPress plugin"). */
function isInExtension(field: Field, start: number, end: number): boolean {
  // Jenkins' own project makes many of its plugins.
  if (wordAt(field, start) === 'jenkins') return false;
  if (!field.tokens.some(({ text }) => EXTENDED_PLATFORMS.has(text))) return false;
  for (let at = end; at < Math.min(field.tokens.length, end + LONGEST_EXTENSION); at += 1) {
    const token = field.tokens[at];
    if (!token || token.beginsSentence) return false;
    if (EXTENSION_WORDS.has(token.text) || isAddOn(field, at)) return true;
    if (token.isOrdinary && !WITHIN_NAMES.has(token.text)) return false;
  }
  return false;
}

/**
 * True where a product only carries a name because it extends or connects to what bears it ("X for Y", "X plugin", "X
 * PDF Invoices" by nobody knows whom).
 */
function isExtension(field: Field, end: number): boolean {
  const next = wordAt(field, end);
  if (CONNECTING_WORDS.has(next)) return true;
  if (next === 'for') return !OPERATING_SYSTEMS.has(wordAt(field, end + 1));
  if (field.kind === 'product' && field.authorIsUnknown) return true;
  return field.tokens.some(({ text }, at) => at >= end && (EXTENSION_WORDS.has(text) || isAddOn(field, at)));
}

/** True for an ordinary word that begins a text or title and goes on as a thing's name; see `beginsThing`. */
function isThing(field: Field, at: number): boolean {
  const token = field.tokens[at];
  const isFirst = at === 0 || (at === 1 && ARTICLES.has(wordAt(field, 0))) || token?.beginsSentence === true;
  return isFirst && token !== undefined && !token.isInvented && beginsThing(token.text, field.tokens[at + 1]);
}

/** True for a capital that only begins a sentence, or a word that the same text also writes small: no name there. */
function isPlainUse(field: Field, at: number): boolean {
  const token = field.tokens[at];
  if (!token || token.isInvented) return false;
  return token.beginsSentence || field.ordinary.has(token.text) || isThing(field, at);
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
    if (!tokens[start]?.nameLike || isBystander(field, start, end) || isInExtension(field, start, end))
      return null;
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
  if (kind === 'assigner') return null;
  if (kind !== 'vendor' && (isBystander(field, start, end) || isExtension(field, end))) return null;
  if (kind === 'title' && (!tokens[start]?.nameLike || isInExtension(field, start, end))) return null;
  if (kind === 'title' && end - start === 1 && isThing(field, start)) return null;
  return start === 0 ? 'start' : 'part';
}
