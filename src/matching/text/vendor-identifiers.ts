import { getDomainWithoutSuffix } from 'tldts';
import { registrableDomain } from '../../domain/text/registrable-domain.ts';
import type { MatchableVendor } from '../../domain/incidents/incident.ts';
import { namesKnownFor } from './known-as.ts';
import type { KnownName } from './known-names.ts';
import { ARTICLES, maybeLeadingWords, withoutLegalForm } from './legal-forms.ts';
import { isDescriptor, shortened, spellingsOf, wordsOf } from './normalise.ts';
import { nameAndOthers, withAmpersand } from './other-names.ts';
import { PLACES } from './words.ts';

/**
 * What a phrase of a register row is: the whole name, the name without descriptors, its beginning, another
 * word of it, its initials, another name (alias, bracket, "dba"), a name that the shipped table knows for it (a brand,
 * a former or acquired company), the label of a web site, a product or its stem.
 */
export const PHRASE_KINDS = [
  'name',
  'short',
  'alias',
  'brand',
  'lead',
  'inner',
  'initials',
  'label',
  'product',
  'stem',
] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** One phrase by which a vendor can be recognised. */
export interface Phrase {
  kind: PhraseKind;
  tokens: string[];
  /** As the register writes it, for people. */
  shown: string;
  /** Of a brand, where it comes from. */
  known?: KnownName;
}

/** Everything by which a vendor can be recognised. */
export interface VendorIdentifiers {
  phrases: Phrase[];
  /** Registrable domains. */
  domains: string[];
}

/** Shorter beginnings of a name are articles and the like. */
const SHORTEST_LEAD = 2;

/** The name in a domain: `rapid7` of `www.rapid7.com`; hyphens do not count. */
export function siteLabel(written: string): string {
  return (getDomainWithoutSuffix(written.trim().toLowerCase()) ?? '').replace(/[^\p{L}\p{N}]/gu, '');
}

const initialsOf = (tokens: readonly string[]): string => tokens.map((word) => word.charAt(0)).join('');

const isNoName = (word: string): boolean => PLACES.has(word) || ARTICLES.has(word);

function namePhrases(words: readonly string[], written: string): Phrase[] {
  const tokens = withoutLegalForm(words);
  const first = tokens[0];
  if (first === undefined) return [];
  const shown = written.trim().replace(/\s+/g, ' ');
  const phrases: Phrase[] = [{ kind: 'name', tokens, shown }];
  const core = shortened(tokens);
  for (let end = tokens.length - 1; end >= 1; end -= 1) {
    const rest = tokens.slice(end);
    const part = tokens.slice(0, end);
    if (part.every(isNoName) || part.join('').length < SHORTEST_LEAD) continue;
    phrases.push({ kind: rest.every(isDescriptor) ? 'short' : 'lead', tokens: part, shown });
  }
  const offset = tokens.findIndex((word) => !PLACES.has(word));
  if (offset > 0) {
    for (let end = tokens.length; end > offset; end -= 1) {
      const rest = tokens.slice(end);
      phrases.push({
        kind: rest.every(isDescriptor) ? 'short' : 'lead',
        tokens: tokens.slice(offset, end),
        shown,
      });
    }
  }
  for (const word of core.slice(1))
    if (!isDescriptor(word)) phrases.push({ kind: 'inner', tokens: [word], shown });
  if (tokens.length >= 2) phrases.push({ kind: 'initials', tokens: [initialsOf(tokens)], shown });
  return phrases;
}

/**
 * A name without a first word that may be a legal form or an article ("AB Volvo", "La Redoute"), unless the web site
 * bears that word too.
 */
function withoutMaybeForm(words: readonly string[], written: string, labels: readonly string[]): Phrase[] {
  const tokens = withoutLegalForm(words);
  const size = maybeLeadingWords(tokens);
  const form = tokens.slice(0, size).join('');
  if (size === 0 || labels.some((label) => label.startsWith(form))) return [];
  const rest = tokens.slice(size);
  const core = shortened(rest);
  const shown = written.trim();
  const short: Phrase = { kind: 'short', tokens: rest, shown };
  return core.length < rest.length ? [short, { kind: 'short', tokens: core, shown }] : [short];
}

function otherNamePhrases(words: readonly string[], written: string): Phrase[] {
  const tokens = withoutLegalForm(words);
  if (tokens.length === 0 || tokens.every((word) => PLACES.has(word))) return [];
  const core = shortened(tokens);
  const phrases: Phrase[] = [{ kind: 'alias', tokens, shown: written.trim() }];
  if (core.length < tokens.length) phrases.push({ kind: 'alias', tokens: core, shown: written.trim() });
  return phrases;
}

const OWN_NAMES: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias']);

/**
 * True for a row of a group's national or other part ("Thales DIS France"): the beginning of its name is its web site's,
 * or a place follows.
 */
function isOfGroup({ kind, tokens }: Phrase, whole: readonly string[], labels: readonly string[]): boolean {
  if (kind !== 'lead') return false;
  const group = tokens.join('');
  const rest = whole.slice(tokens.length);
  const isSiteOf = (label: string): boolean =>
    label === group || (label.startsWith(group) && isDescriptor(label.slice(group.length)));
  return labels.length > 0 ? labels.some(isSiteOf) : rest.some((word) => PLACES.has(word));
}

/** Brands and former names of whatever company or group the row is, by its name or another one of its names. */
function brandPhrases(names: readonly Phrase[], labels: readonly string[]): Phrase[] {
  const whole = names.find(({ kind }) => kind === 'name')?.tokens ?? [];
  return names
    .filter((phrase) => OWN_NAMES.has(phrase.kind) || isOfGroup(phrase, whole, labels))
    .flatMap(({ tokens }) => namesKnownFor(tokens))
    .map((known) => ({
      kind: 'brand',
      tokens: withoutLegalForm(wordsOf(known.name)),
      shown: known.name,
      known,
    }));
}

function productPhrases(tokens: readonly string[], written: string): Phrase[] {
  const [first, ...rest] = tokens;
  if (first === undefined) return [];
  const phrases: Phrase[] = [{ kind: 'product', tokens: [...tokens], shown: written.trim() }];
  if (rest.length > 0) phrases.push({ kind: 'stem', tokens: [first], shown: firstWord(written) });
  return phrases;
}

/** What the register writes before the first space: the stem alone, since the rest of the product is not claimed. */
const firstWord = (written: string): string => written.trim().split(/\s+/)[0] ?? '';

/** The product of a CPE 2.3 name in the register; its maker may be another company and says nothing of the row. */
function cpePhrases(cpe: string): Phrase[] {
  const product = cpe.startsWith('cpe:2.3:') ? (cpe.split(/(?<!\\):/)[4] ?? '') : '';
  return inEverySpelling(product.replaceAll('\\', '').replaceAll('_', ' '), productPhrases);
}

/** The phrases that each spelling of a written name gives. */
const inEverySpelling = (
  written: string,
  phrasesOf: (words: readonly string[], written: string) => Phrase[],
): Phrase[] =>
  withAmpersand(written)
    .flatMap(spellingsOf)
    .flatMap((words) => phrasesOf(words, written));

/** The phrases and domains of a register row, each once. Pure; gaps in the row give fewer. */
export function extractVendorIdentifiers(vendor: MatchableVendor): VendorIdentifiers {
  const { name, others } = nameAndOthers(vendor.name);
  const sites = [...vendor.domains, ...(vendor.website ? [vendor.website] : [])];
  const labels = sites.map((site): Phrase => ({
    kind: 'label',
    tokens: [siteLabel(site)],
    shown: registrableDomain(site) ?? site,
  }));
  const legalName = vendor.legalName ? nameAndOthers(vendor.legalName) : { name: '', others: [] };
  const otherNames = vendor.aliases.flatMap((alias) => {
    const { name: first, others: more } = nameAndOthers(alias);
    return [first, ...more];
  });
  const wholeNames = [name, legalName.name].filter(Boolean);
  const labelWords = labels.map(({ tokens }) => tokens.join(''));
  const names = [
    ...wholeNames.flatMap((each) =>
      inEverySpelling(each, (words, written) => [
        ...namePhrases(words, written),
        ...withoutMaybeForm(words, written, labelWords),
      ]),
    ),
    ...[...others, ...legalName.others, ...otherNames].flatMap((each) =>
      inEverySpelling(each, otherNamePhrases),
    ),
  ];
  const phrases = [
    ...names,
    ...brandPhrases(names, labelWords),
    ...labels.filter((label) => label.tokens[0] !== ''),
    ...vendor.products.flatMap((product) => inEverySpelling(product.name, productPhrases)),
    ...vendor.products.flatMap((product) => cpePhrases(product.cpe ?? '')),
  ];
  const unlikely = (phrase: Phrase): boolean =>
    phrase.kind === 'initials' &&
    labels.length > 0 &&
    !labels.some((label) => label.tokens.join('').startsWith(phrase.tokens.join('')));
  // A product that begins with the maker's own name says no more by that word than the name does.
  const ownWords = new Set(names.filter(({ kind }) => kind !== 'inner').map(({ tokens }) => tokens.join('')));
  const isOwnName = ({ kind, tokens }: Phrase): boolean => kind === 'stem' && ownWords.has(tokens.join(''));
  const unique = new Map<string, Phrase>();
  for (const phrase of phrases) {
    const key = `${phrase.kind} ${phrase.tokens.join(' ')}`;
    if (!unique.has(key) && !unlikely(phrase) && !isOwnName(phrase)) unique.set(key, phrase);
  }
  const domains = sites.map(registrableDomain).filter((domain) => domain !== null);
  return { phrases: [...unique.values()], domains: [...new Set(domains)] };
}
