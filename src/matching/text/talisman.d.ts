declare module 'talisman/metrics/damerau-levenshtein.js' {
  /** Number of single-letter edits and swaps of neighbours between two words. */
  export default function damerauLevenshtein(a: string, b: string): number;
}
