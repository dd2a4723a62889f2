import type { AffectedProduct, MatchableIncident } from '../domain/incident.ts';
import type { Hit } from './hits.ts';
import { normalise, wordsOf } from './normalise.ts';
import type { PhraseKind } from './vendor-identifiers.ts';
import { GROUP, type HitSignal, type Signal } from './signals.ts';
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

/** Where the hit stands, with the source that says so. */
function placeInWords(hit: Hit, incident: MatchableIncident): string {
  const said = normalise(hit.shown);
  const valueOf = (entry: AffectedProduct): string =>
    normalise((hit.field === 'vendor' ? entry.vendor : entry.product) ?? '');
  const key = (entry: AffectedProduct): string => `${valueOf(entry)}|${entry.product ?? ''}|${entry.source}`;
  // The smallest of the entries that say so, so that their order does not matter.
  const [entry] = incident.affectedProducts
    .filter((each) => valueOf(each).includes(said))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const source = entry ? ` (${SOURCES[entry.source] ?? entry.source})` : '';
  if (hit.field === 'vendor')
    return `the named vendor ${quote(hit.shown)}${entry?.product ? ` of the affected product ${quote(entry.product)}` : ''}${source}`;
  if (hit.field === 'product') return `the affected product ${quote(hit.shown)}${source}`;
  if (hit.field === 'domain') return `the affected domain ${hit.shown}`;
  if (hit.field === 'title') return 'the title';
  return hit.field === 'sole' ? 'the text (no source names a vendor)' : 'the description';
}

function claimInWords(hit: Hit, vendorName: string, incident: MatchableIncident): string {
  const { kind, shown } = hit.phrase;
  const where = placeInWords(hit, incident);
  const whole = hit.place === 'exact' || hit.place === 'near';
  if ((kind === 'name' || kind === 'short') && whole && hit.field === 'vendor')
    return `${quote(vendorName)} is ${where}`;
  const misspelt = hit.place === 'swapped' || hit.place === 'misspelt';
  const verb = misspelt ? 'is spelt almost like' : whole ? 'is' : 'stands in';
  const said = OF_THE_NAME[kind];
  if (said !== undefined) return `The ${said} of ${quote(vendorName)} ${verb} ${where}`;
  return `The ${QUOTED[kind] ?? ''} ${kind === 'label' ? shown : quote(shown)} of ${quote(vendorName)} ${verb} ${where}`;
}

/** A further hit as "… agrees", or nothing where it says no more than the name: the maker's name begins many products. */
function agreement({ phrase }: Hit, vendorName: string): string[] {
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
  other_trade: 'its trade seldom makes software or hardware',
};

/** A sentence a reviewer can check: the strongest reason, what agrees with it, what speaks against it. */
export function reasonOf(
  supporting: readonly HitSignal[],
  contrary: readonly Signal[],
  vendorName: string,
  rivalName: string | null,
  incident: MatchableIncident,
  weights: MatchWeights,
): string {
  const hits = supporting.filter(({ name }) => (weights.supporting[name] ?? 0) > 0).map(({ hit }) => hit);
  const [main] = hits;
  if (!main) return `Nothing in the incident names ${quote(vendorName)}.`;
  const agreeing = new Set(
    hits
      .slice(1)
      .filter((hit) => GROUP[hit.phrase.kind] !== GROUP[main.phrase.kind])
      .flatMap((hit) => agreement(hit, vendorName)),
  );
  const against = contrary
    .flatMap((signal) =>
      (weights.contrary[signal.name] ?? 0) * signal.strength > 0.2 ? [AGAINST[signal.name] ?? ''] : [],
    )
    .filter(Boolean);
  if (rivalName !== null) against.push(`${quote(rivalName)} fits better`);
  const parts = [claimInWords(main, vendorName, incident), ...agreeing].join('; ');
  return against.length > 0 ? `${parts}. Against it: ${against.join(', ')}.` : `${parts}.`;
}
