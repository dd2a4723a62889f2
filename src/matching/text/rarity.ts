import { COMMON_WORDS } from './common-words.ts';
import { isDescriptor } from './normalise.ts';
import { SHARED_PRODUCT_NAMES } from './ordinary-words.ts';
import { PRODUCT_WORDS } from './words.ts';

/** What a product's name that is an ordinary word tells. */
const SHARED_NAME = 0.35;

/** How many rows of the register carry each word. */
export type RowsPerWord = ReadonlyMap<string, number>;

/**
 * How much one word tells, 0..1: ordinary words and descriptors little, very short ones less, and a word
 * that several rows share loses with each row. A register of one row is judged by the word alone.
 */
function wordRarity(word: string, rows: RowsPerWord): number {
  let rarity = 1;
  if (isDescriptor(word)) rarity = 0.15;
  else if (COMMON_WORDS.has(word) || PRODUCT_WORDS.has(word)) rarity = 0.35;
  if (/^\d+$/.test(word)) rarity = Math.min(rarity, 0.1);
  if (word.length === 1) rarity *= 0.15;
  else if (word.length === 2) rarity *= 0.6;
  else if (word.length === 3) rarity *= 0.85;
  return rarity / (1 + 0.25 * Math.log2(Math.max(1, rows.get(word) ?? 1)));
}

/** How much a product's name tells: one ordinary word that many products are called by tells little. */
export function productRarity(tokens: readonly string[], rows: RowsPerWord): number {
  const rarity = phraseRarity(tokens, rows);
  return SHARED_PRODUCT_NAMES.has(tokens.join('')) ? Math.min(rarity, SHARED_NAME) : rarity;
}

/** How much a phrase tells, 0..1: its words together, capped. */
export function phraseRarity(tokens: readonly string[], rows: RowsPerWord): number {
  if (tokens.length > 1 && tokens.every((word) => word.length === 1))
    return wordRarity(tokens.join(''), rows);
  return Math.min(
    1,
    tokens.reduce((sum, word) => sum + wordRarity(word, rows), 0),
  );
}
