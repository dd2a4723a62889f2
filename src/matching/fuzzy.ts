import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein.js';

/** Spelling likeness 0..1 of two words: a swapped, missing, added or wrong letter is one error. */
export function spelling(a: string, b: string): number {
  if (a === b) return 1;
  return 1 - damerauLevenshtein(a, b) / Math.max(a.length, b.length);
}

/**
 * Keys under which words one error apart meet: an error spoils one half of a word and leaves the other as it is.
 * For a search, `length` is that of the word looked for (one less, the same, one more).
 */
export function halvesOf(word: string, length = word.length): [string, string] {
  const half = Math.floor((length - 1) / 2);
  return [`${length}<${word.slice(0, half)}`, `${length}>${word.slice(-half)}`];
}
