import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein.js';

/** Spelling likeness 0..1 of two words: a swapped, missing, added or wrong letter is one error. */
export function spelling(a: string, b: string): number {
  if (a === b) return 1;
  return 1 - damerauLevenshtein(a, b) / Math.max(a.length, b.length);
}

/** The word itself and the word without each one of its letters: two words one error apart share one of them. */
export function oneErrorKeys(word: string): Set<string> {
  const keys = new Set([word]);
  for (let i = 0; i < word.length; i += 1) keys.add(word.slice(0, i) + word.slice(i + 1));
  return keys;
}
