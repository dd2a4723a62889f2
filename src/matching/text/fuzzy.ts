import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein.js';

/** True for words at most one error apart, as far as beginning and end tell: the errors' letters lie between them. */
export function mayBeMisspelt(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  if (longest - shortest > 1) return false;
  let head = 0;
  while (head < shortest && a.charCodeAt(head) === b.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < shortest - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail += 1;
  return head + tail >= longest - 2;
}

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
