import { hasSpellingMarks, isSpellingMark, spellings, toLatin } from './fold.ts';
import { DESCRIPTORS, LEGAL_FORMS, PLACES } from './words.ts';

/** A word of a text, folded for comparison, and how it was written. */
export interface Token {
  text: string;
  /** As it is also spelt: "loesch" for "losch", "mcdonalds" for "mcdonald". */
  other: string | undefined;
  /** With a capital or a digit, as names are. */
  nameLike: boolean;
  /** With a digit or capitals beyond the first letter, as no ordinary word is. */
  isInvented: boolean;
  /** Written small and standing free in a sentence, not in a path or an identifier. */
  isOrdinary: boolean;
  /** First word of a sentence other than the text's first. */
  beginsSentence: boolean;
  /** Bound to the word before or after by a mark without a space, as in `BIG-IP` or `Handler_CFG.ashx`. */
  boundBefore: boolean;
  boundAfter: boolean;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isCapital = (code: number): boolean => code >= 65 && code <= 90;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;
const isAlphanumeric = (code: number): boolean => isSmall(code) || isCapital(code) || isDigit(code);
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;

/** True where the text before a word ends a sentence: a full stop, maybe a closing mark, then space. */
const endsSentence = (before: string): boolean => /[.!?]["')\]]?\s+$/.test(before);

/** True where a word stands free: space before it, space or a stop after it. */
const standsFree = (text: string, start: number, end: number): boolean =>
  (start === 0 || isSpace(text.charCodeAt(start - 1))) &&
  (end === text.length || /[\s,.;:!?]/.test(text.charAt(end)));

/** True where the mark at a position binds the word beside it to the next one in that direction. */
const binds = (text: string, at: number, step: 1 | -1): boolean =>
  '-_/\\.@'.includes(text.charAt(at)) && text.charAt(at) !== '' && isAlphanumeric(text.charCodeAt(at + step));

/** "&" in words; they never count. */
const isConnector = (word: string): boolean =>
  word === 'and' || word === 'und' || word === 'et' || word === 'og' || word === 'och';

function tokenAt(
  text: string,
  start: number,
  end: number,
  isFirst: boolean,
  mayBeMarked: boolean,
): Token | null {
  const word = text.slice(start, end);
  let digits = false;
  let capitals = false;
  let capitalsWithin = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits = true;
    else if (isCapital(code)) {
      capitals = true;
      if (at > start) capitalsWithin = true;
    }
  }
  const folded = capitals ? word.toLowerCase() : word;
  const { plain, other } = mayBeMarked ? spellings(folded) : { plain: folded, other: undefined };
  if (plain === '' || isConnector(plain)) return null;
  return {
    text: plain,
    other,
    nameLike: capitals || digits,
    isInvented: digits || capitalsWithin,
    isOrdinary: !capitals && !digits && standsFree(text, start, end),
    boundBefore: binds(text, start - 1, -1),
    boundAfter: binds(text, end, 1),
    beginsSentence: !isFirst && endsSentence(text.slice(Math.max(0, start - 5), start)),
  };
}

/** Splits a text into words without accents, punctuation and `and` (in any language), at most so many of them; never throws. */
export function tokenise(text: string, most = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  const plain = toLatin(text);
  const marked = plain !== text && hasSpellingMarks(plain);
  let start = -1;
  for (let at = 0; at <= plain.length && tokens.length < most; at += 1) {
    const code = at < plain.length ? plain.charCodeAt(at) : 0;
    if (isAlphanumeric(code) || (marked && start >= 0 && isSpellingMark(code))) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      const token = tokenAt(plain, start, at, tokens.length === 0, marked);
      if (token) tokens.push(token);
      start = -1;
    }
  }
  return tokens;
}

/** The words of a text as one comparable string: lower case, single spaces. Applying it twice changes nothing. */
export function normalise(text: string): string {
  return tokenise(text)
    .map((token) => token.text)
    .join(' ');
}

/** The words of a name as folded strings. */
export const wordsOf = (text: string): string[] => tokenise(text).map((token) => token.text);

/** The words of a name as folded strings, in every spelling that the name has: one or two. */
export function spellingsOf(text: string): string[][] {
  const tokens = tokenise(text);
  const plain = tokens.map((token) => token.text);
  if (tokens.every(({ other }) => other === undefined)) return [plain];
  return [plain, tokens.map((token) => token.other ?? token.text)];
}

/** True for words that a name may carry or drop and stay the same name. */
export const isDescriptor = (word: string): boolean =>
  DESCRIPTORS.has(word) || LEGAL_FORMS.has(word) || PLACES.has(word);

/** Drops descriptors at the end and places at the start, never all words. */
export function shortened(tokens: readonly string[]): string[] {
  let end = tokens.length;
  while (end > 1 && isDescriptor(tokens[end - 1] ?? '')) end -= 1;
  let start = 0;
  while (start < end - 1 && PLACES.has(tokens[start] ?? '')) start += 1;
  return tokens.slice(start, end);
}
