import type { MatchableVendor } from '../../domain/incidents/incident.ts';
import { ownersOf } from '../text/known-as.ts';
import type { KnownName } from '../text/known-names.ts';
import { halvesOf } from '../text/fuzzy.ts';
import { wordsOf } from '../text/normalise.ts';
import { NAME_KINDS, WHOLE_KINDS, GROUP, type Group } from '../text/phrase-kinds.ts';
import { nameAndOthers } from '../text/other-names.ts';
import { phraseRarity, productRarity } from '../text/rarity.ts';
import { extractVendorIdentifiers, type Phrase, type PhraseKind } from '../text/vendor-identifiers.ts';
import { MAKER_WORDS, OTHER_TRADES } from '../text/words.ts';

/** A phrase as the index keeps it: which row, what it is, how much it tells (0..1). */
export interface IndexedPhrase {
  vendor: number;
  kind: PhraseKind;
  /** The words without spaces, by which phrases are looked up. */
  compact: string;
  words: number;
  shown: string;
  rarity: number;
  /** Of a brand, where it comes from. */
  known?: KnownName;
}

/** What the matcher keeps of a register row beside its phrases. */
export interface IndexedVendor {
  id: string;
  name: string;
  domains: string[];
  /** Names in its web sites: `rapid7` of rapid7.com. */
  labels: string[];
  /** True when a label is put together from beginnings of the name's words: `acmelabs`, `al`. */
  siteIsAbbreviation: boolean;
  /** Companies that own or owned it, the words of each put together. */
  owners: string[];
  /** Words of its names, legal forms included. */
  words: string[];
  /** Recorded versions by product, the product's words put together. */
  versions: ReadonlyMap<string, string[]>;
  /** True when name or products speak of a trade that hardly ever makes software or hardware. */
  otherTrade: boolean;
}

/** All rows that have one phrase. */
export interface PostingList {
  compact: string;
  phrases: IndexedPhrase[];
  /** The highest rarity of a phrase of each group, 0 where there is none. */
  rarest: Record<Group, number>;
  /** True where it is somebody's brand. */
  hasBrand: boolean;
}

/** A register made searchable: built once, read by every match. */
export interface VendorIndex {
  vendors: IndexedVendor[];
  /** The phrases of each row, by its position. */
  phrases: IndexedPhrase[][];
  byPhrase: Map<string, PostingList>;
  /** The first letters of all phrases, cut at `BEGINNING`: where none fits, no phrase begins. */
  beginnings: Set<string>;
  /** Names under either half of their spelling, for misspelt ones. */
  byHalf: Map<string, PostingList[]>;
  byDomain: Map<string, number[]>;
  /** Rows under the words, put together, of companies that own or owned them. */
  byOwner: Map<string, number[]>;
  rowsPerWord: Map<string, number>;
}

/** Letters of a phrase's beginning. */
export const BEGINNING = 6;

/** Shorter names are too often one letter from another company's. */
const SHORTEST_FOR_TYPOS = 5;

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function countWords(vendors: readonly MatchableVendor[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const vendor of vendors) {
    for (const word of new Set([vendor.name, ...vendor.aliases].flatMap(wordsOf)))
      rows.set(word, (rows.get(word) ?? 0) + 1);
  }
  return rows;
}

function factsOf(vendor: MatchableVendor, phrases: readonly Phrase[], domains: string[]): IndexedVendor {
  const words = [vendor.name, ...vendor.products.map((product) => product.name)].flatMap(wordsOf);
  const labels = phrases.filter((phrase) => phrase.kind === 'label').map((phrase) => phrase.tokens.join(''));
  const names = phrases.filter(({ kind }) => NAME_KINDS.has(kind) && kind !== 'brand');
  const nameWords = wordsOf(nameAndOthers(vendor.name).name);
  return {
    id: vendor.id,
    name: vendor.name.trim().replace(/\s+/g, ' '),
    domains,
    labels,
    owners: [...new Set(names.flatMap(({ tokens }) => ownersOf(tokens)))],
    siteIsAbbreviation: labels.some((label) => isAbbreviation(label, nameWords)),
    words: [...new Set([vendor.name, vendor.legalName ?? '', ...vendor.aliases].flatMap(wordsOf))],
    versions: versionsOf(vendor),
    otherTrade: words.some((word) => OTHER_TRADES.has(word)) && !words.some((word) => MAKER_WORDS.has(word)),
  };
}

function versionsOf(vendor: MatchableVendor): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of vendor.products)
    if (version?.trim()) add(versions, wordsOf(name).join(''), version.trim());
  return versions;
}

function isAbbreviation(label: string, words: readonly string[]): boolean {
  const reached = new Set([0]);
  for (const word of words) {
    for (const from of [...reached]) {
      for (
        let length = 1;
        length <= word.length && label.startsWith(word.slice(0, length), from);
        length += 1
      )
        reached.add(from + length);
    }
  }
  return reached.has(label.length);
}

/** Makes a register searchable; the order of the rows does not matter. Memory grows with the number of phrases. */
export function buildVendorIndex(vendors: readonly MatchableVendor[]): VendorIndex {
  const rows = [...vendors].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const index: VendorIndex = {
    vendors: [],
    phrases: [],
    byPhrase: new Map(),
    beginnings: new Set(),
    byHalf: new Map(),
    byDomain: new Map(),
    byOwner: new Map(),
    rowsPerWord: countWords(rows),
  };
  for (const [position, vendor] of rows.entries()) {
    const { phrases, domains } = extractVendorIdentifiers(vendor);
    const facts = factsOf(vendor, phrases, domains);
    index.vendors.push(facts);
    for (const owner of facts.owners) add(index.byOwner, owner, position);
    for (const domain of domains) add(index.byDomain, domain, position);
    index.phrases.push(phrases.map((phrase) => addPhrase(index, position, phrase)));
  }
  return index;
}

function addPhrase(
  index: VendorIndex,
  vendor: number,
  { kind, tokens, shown, known }: Phrase,
): IndexedPhrase {
  const compact = tokens.join('');
  const rarityOf = GROUP[kind] === 'product' ? productRarity : phraseRarity;
  const rarity = rarityOf(tokens, index.rowsPerWord);
  const words = tokens.length;
  const phrase: IndexedPhrase = { vendor, kind, compact, words, shown, rarity, ...(known && { known }) };
  let list = index.byPhrase.get(compact);
  if (!list) {
    list = { compact, phrases: [], rarest: { name: 0, site: 0, product: 0 }, hasBrand: false };
    index.byPhrase.set(compact, list);
    index.beginnings.add(compact.slice(0, BEGINNING));
  }
  const group = GROUP[kind];
  list.phrases.push(phrase);
  list.rarest[group] = Math.max(list.rarest[group], rarity);
  list.hasBrand ||= kind === 'brand';
  if (compact.length >= SHORTEST_FOR_TYPOS && WHOLE_KINDS.has(kind)) addHalves(index, list);
  return phrase;
}

function addHalves(index: VendorIndex, list: PostingList): void {
  for (const half of halvesOf(list.compact)) {
    if (!index.byHalf.get(half)?.includes(list)) add(index.byHalf, half, list);
  }
}
