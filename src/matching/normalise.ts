import { DESCRIPTORS, LEGAL_FORMS, PLACES } from './words.ts';

/** A word of a text, folded for comparison, and how it was written. */
export interface Token {
  text: string;
  /** With a capital or a digit, as names are. */
  nameLike: boolean;
  /** With a digit or capitals beyond the first letter, as no ordinary word is. */
  isInvented: boolean;
  /** Written small and standing free in a sentence, not in a path or an identifier. */
  isOrdinary: boolean;
  /** First word of a sentence other than the text's first. */
  beginsSentence: boolean;
}

const LETTERS: Record<string, string> = {
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øØæÆœŒßłŁđĐıþð]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’`´™®©\u200b]/g, '');
}

/** Splits a text into words without accents, punctuation and `and`; never throws. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const plain = withoutAccents(text);
  for (const match of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const [word] = match;
    const folded = word.toLowerCase();
    if (folded === 'and') continue;
    const nameLike = word !== folded || /\d/.test(word);
    const around = `${plain[match.index - 1] ?? ' '}${plain[match.index + word.length] ?? ' '}`;
    tokens.push({
      text: folded,
      nameLike,
      isOrdinary: !nameLike && /^\s[\s,.;:!?]$/.test(around),
      isInvented: /\d|.\p{Lu}/u.test(word),
      beginsSentence:
        tokens.length > 0 && /[.!?]["')\]]?\s+$/.test(plain.slice(Math.max(0, match.index - 5), match.index)),
    });
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

/** How many words at the end are a legal form, dots and spaces aside ("s. r. o." is three). */
function legalTail(tokens: readonly string[], from: number): number {
  for (const size of [4, 3, 2, 1]) {
    if (from - size < 1) continue;
    const tail = tokens.slice(from - size, from);
    if (size > 1 && tail.some((word) => word.length > 3)) continue;
    if (LEGAL_FORMS.has(tail.join(''))) return size;
  }
  return 0;
}

/** A name's words without its legal form; the last word standing always stays. */
export function withoutLegalForm(tokens: readonly string[]): string[] {
  let end = tokens.length;
  for (let size = legalTail(tokens, end); size > 0; size = legalTail(tokens, end)) end -= size;
  return tokens.slice(0, end);
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
