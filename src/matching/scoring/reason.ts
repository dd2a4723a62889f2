import { GROUP } from '../text/phrase-kinds.ts';
import type { AffectedProduct, MatchableIncident } from '../../domain/incidents/incident.ts';
import { FULL_WEIGHT, OUTSIDE_OF_RANGES } from './confidence.ts';
import type { Mention } from '../index/mentions.ts';
import { relationInWords } from '../text/known-as.ts';
import { normalise, wordsOf } from '../text/normalise.ts';
import type { PhraseKind } from '../text/vendor-identifiers.ts';
import type { Candidate } from './rivals.ts';
import type { IndexedVendor } from '../index/vendor-index.ts';
import { versionsSay } from './version-evidence.ts';
import type { MatchWeights } from './weights.ts';

const SOURCES: Record<string, string> = {
  nvd: 'NVD',
  'cve-org': 'CNA',
  kev: 'KEV',
  hibp: 'HIBP',
  manual: 'manual entry',
};

/** What the phrase is of the vendor; products, other names and web sites are quoted, the rest is part of the name. */
const OF_THE_NAME: Partial<Record<PhraseKind, string>> = {
  name: 'name',
  short: 'name',
  lead: 'beginning of the name',
  inner: 'part of the name',
  initials: 'initials of the name',
};
const QUOTED: Partial<Record<PhraseKind, string>> = {
  alias: 'other name',
  label: 'web site',
  product: 'product',
  stem: 'first word of a product,',
};

const quote = (text: string): string => `"${text.trim().replace(/\s+/g, ' ')}"`;

/** Where the mention stands, with the source that says so. */
function placeInWords(mention: Mention, incident: MatchableIncident): string {
  const said = normalise(mention.shown);
  const valueOf = (entry: AffectedProduct): string =>
    normalise((mention.field === 'vendor' ? entry.vendor : entry.product) ?? '');
  const key = (entry: AffectedProduct): string => `${valueOf(entry)}|${entry.product ?? ''}|${entry.source}`;
  // The smallest of the entries that say so, so that their order does not matter.
  const [entry] = incident.affectedProducts
    .filter((each) => valueOf(each).includes(said))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const source = entry ? ` (${SOURCES[entry.source] ?? entry.source})` : '';
  if (mention.field === 'vendor')
    return `the named vendor ${quote(mention.shown)}${entry?.product ? ` of the affected product ${quote(entry.product)}` : ''}${source}`;
  if (mention.field === 'product') return `the affected product ${quote(mention.shown)}${source}`;
  if (mention.field === 'domain') return `the affected domain ${mention.shown}`;
  if (mention.field === 'reference') return `the site of a reference, ${mention.shown}`;
  if (mention.field === 'assigner') return `who assigned the CVE id, ${mention.shown}`;
  if (mention.field === 'package') return `the owner of the affected package, ${quote(mention.shown)}`;
  if (mention.field === 'title') return 'the title';
  return mention.field === 'sole' ? 'the text (no source names a vendor)' : 'the description';
}

function claimInWords(mention: Mention, vendorName: string, incident: MatchableIncident): string {
  const { kind, shown } = mention.phrase;
  const where = placeInWords(mention, incident);
  const whole = mention.place === 'exact' || mention.place === 'near';
  if ((kind === 'name' || kind === 'short') && whole && mention.field === 'vendor')
    return `${quote(vendorName)} is ${where}`;
  if (mention.phrase.known)
    return `${quote(shown)}, ${relationInWords(mention.phrase.known, quote(vendorName))}, ${whole ? 'is' : 'stands in'} ${where}`;
  const misspelt = mention.place === 'swapped' || mention.place === 'misspelt';
  const verb = misspelt ? 'is spelt almost like' : whole ? 'is' : 'stands in';
  const said = OF_THE_NAME[kind];
  if (said !== undefined) return `The ${said} of ${quote(vendorName)} ${verb} ${where}`;
  return `The ${QUOTED[kind] ?? ''} ${kind === 'label' ? shown : quote(shown)} of ${quote(vendorName)} ${verb} ${where}`;
}

/** A further mention as "… agrees", or nothing where it says no more than the name: the maker's name begins many products. */
function agreement({ phrase }: Mention, vendorName: string): string[] {
  if (phrase.kind === 'stem') {
    if (wordsOf(vendorName).includes(wordsOf(phrase.shown)[0] ?? '')) return [];
    return [`the first word of a product, ${quote(phrase.shown)}, agrees`];
  }
  if (GROUP[phrase.kind] === 'site') return [`its web site ${phrase.shown} agrees`];
  return [`its ${GROUP[phrase.kind] === 'product' ? 'product' : 'name'} ${quote(phrase.shown)} agrees`];
}

const AGAINST: Record<string, string> = {
  other_vendor_named: 'the incident names another vendor',
  site_differs: 'its web site has another name',
  site_goes_on: 'its web site has a longer name',
  name_goes_on: 'the text goes on with a word that its name has not',
  part_of_name: 'that is only a part of its name',
  part_of_name_only: 'that is only a part of its name',
  namesake_of_project: 'sources write so of an open-source project, not of a company of that name',
  namesake_of_assigner: 'another company of that name assigned the CVE id',
  only_reference: 'nothing else in the incident speaks of it',
  assigned_by_another: 'another maker assigned the CVE id',
  other_trade: 'its trade seldom makes software or hardware',
  other_domain: 'the incident is about another domain',
  version_not_affected: 'no recorded version is in the affected ranges',
  better_case: 'the text is more clearly about another vendor of the register',
};

/** One thing that speaks against a match. */
export interface Objection {
  /** Its name in the table of weights. */
  signal: string;
  text: string;
  /** 0..1. */
  score: number;
  /** Log-odds in tenths, cut at 1, as evidence carries them; of recorded versions the share that they take away. */
  weight: number;
}

/** What speaks against a candidate, heaviest first; what weighs nearly nothing is left out. */
export function objectionsOf(
  { contrary }: Pick<Candidate, 'contrary'>,
  rivalName: string | null,
  weights: MatchWeights,
): Objection[] {
  return contrary
    .flatMap(({ name, strength }): Objection[] => {
      const weight =
        name === 'version_not_affected'
          ? 1 - OUTSIDE_OF_RANGES
          : Math.min(1, (weights.contrary[name] ?? 0) / FULL_WEIGHT);
      const text =
        name === 'stronger_rival'
          ? `${quote(rivalName ?? 'another vendor')} fits better`
          : (AGAINST[name] ?? '');
      return weight * strength * FULL_WEIGHT > 0.2 ? [{ signal: name, text, score: strength, weight }] : [];
    })
    .sort((a, b) => b.score * b.weight - a.score * a.weight || (a.signal < b.signal ? -1 : 1));
}

/** A sentence a reviewer can check: the strongest reason, what agrees with it, what speaks against it. */
export function reasonOf(
  candidate: Candidate,
  vendor: IndexedVendor,
  rivalName: string | null,
  incident: MatchableIncident,
  weights: MatchWeights,
): string {
  const mentions = candidate.supporting
    .filter(({ name }) => (weights.supporting[name] ?? 0) > 0)
    .map(({ mention }) => mention);
  const [main] = mentions;
  if (!main) return `Nothing in the incident names ${quote(vendor.name)}.`;
  const agreeing = new Set(
    mentions
      .slice(1)
      .filter((mention) => GROUP[mention.phrase.kind] !== GROUP[main.phrase.kind])
      .flatMap((mention) => agreement(mention, vendor.name)),
  );
  const { verdict, versions } = versionsSay(candidate.mentions, vendor, incident.affectedProducts);
  if (verdict === 'affected') agreeing.add(`recorded ${inWords(versions)} is affected`);
  const parts = [claimInWords(main, vendor.name, incident), ...agreeing].join('; ');
  const against = objectionsOf(candidate, rivalName, weights).map(({ signal, text }) =>
    signal === 'version_not_affected' ? `recorded ${inWords(versions)} is not in the affected ranges` : text,
  );
  return against.length > 0 ? `${parts}. Against it: ${against.join(', ')}.` : `${parts}.`;
}

const inWords = (versions: readonly string[]): string =>
  `version${versions.length > 1 ? 's' : ''} ${versions.slice(0, 3).join(', ')}${versions.length > 3 ? ' …' : ''}`;
