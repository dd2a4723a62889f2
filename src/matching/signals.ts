import type { Hit } from './hits.ts';
import type { IncidentIdentifiers } from './incident-identifiers.ts';
import { isDescriptor } from './normalise.ts';
import { PLACES_IN_FIELD, type PlaceInField } from './place-in-field.ts';
import type { IndexedVendor } from './vendor-index.ts';
import { PHRASE_KINDS, type PhraseKind } from './vendor-identifiers.ts';
import type { MatchWeights } from './weights.ts';

/** A signal that speaks for or against a pair: its name in the table of weights and its strength 0..1. */
export interface Signal {
  name: string;
  strength: number;
}

/** A supporting signal with the hit that it rests on. */
export interface HitSignal extends Signal {
  hit: Hit;
}

/** Phrases of one group say the same thing twice; of each only the best hit counts. */
export const GROUP: Record<PhraseKind, 'name' | 'site' | 'product'> = {
  name: 'name',
  short: 'name',
  lead: 'name',
  inner: 'name',
  initials: 'name',
  alias: 'name',
  label: 'site',
  product: 'product',
  stem: 'product',
};

const WHOLE_KINDS: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'label']);

/** A whole name that fills the vendor field tells much even when it is short ("HP"). */
function strengthOf({ phrase, field, place, quality }: Hit): number {
  const fills = field === 'vendor' && place === 'exact' && WHOLE_KINDS.has(phrase.kind);
  return (fills ? Math.sqrt(phrase.rarity) : phrase.rarity) * quality;
}

/** The name of a hit in the table of weights. */
const signalName = (hit: Hit): string => `${hit.phrase.kind}@${hit.field}_${hit.place}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Heavier signals first; the rest of the order only makes it the same every time. */
function byWeight(a: HitSignal, b: HitSignal, weights: MatchWeights): number {
  return (
    b.strength * (weights.supporting[b.name] ?? 0) - a.strength * (weights.supporting[a.name] ?? 0) ||
    PLACES_IN_FIELD.indexOf(a.hit.place) - PLACES_IN_FIELD.indexOf(b.hit.place) ||
    PHRASE_KINDS.indexOf(a.hit.phrase.kind) - PHRASE_KINDS.indexOf(b.hit.phrase.kind) ||
    b.strength - a.strength ||
    compare(a.hit.phrase.compact, b.hit.phrase.compact) ||
    compare(a.hit.shown, b.hit.shown) ||
    compare(a.hit.spot, b.hit.spot)
  );
}

/** What speaks for a pair, heaviest first: of each group of phrases the heaviest hit in each field. */
export function supportingSignals(hits: readonly Hit[], weights: MatchWeights): HitSignal[] {
  const best = new Map<string, HitSignal>();
  for (const hit of hits) {
    const signal = { name: signalName(hit), strength: strengthOf(hit), hit };
    const key = `${GROUP[hit.phrase.kind]} ${hit.field} ${hit.field === 'domain' ? hit.place : ''}`;
    const known = best.get(key);
    if (!known || byWeight(signal, known, weights) < 0) best.set(key, signal);
  }
  return [...best.values()].sort((a, b) => byWeight(a, b, weights));
}

const WHOLLY: ReadonlySet<PlaceInField> = new Set(['exact', 'near', 'swapped', 'misspelt']);
/** How a claimed name sits with the web sites: the same or close, a longer name, another one. */
function siteSays(vendor: IndexedVendor, claimed: string): 'agrees' | 'goes_on' | 'differs' {
  const { labels, siteIsAbbreviation } = vendor;
  if (labels.length === 0) return 'agrees';
  const rests = labels
    .filter((label) => label.startsWith(claimed))
    .map((label) => label.slice(claimed.length));
  if (rests.some((rest) => rest === '' || isDescriptor(rest))) return 'agrees';
  if (labels.some((label) => claimed.startsWith(label))) return 'agrees';
  if (rests.length > 0) return 'goes_on';
  return siteIsAbbreviation ? 'agrees' : 'differs';
}

const SHORT_ALIAS = 3;

/** A whole name of several words or a longer alias needs no web site to agree; parts, single words, initials do. */
function mayBeAnothers({ phrase }: Hit): boolean {
  if (phrase.kind === 'alias') return phrase.compact.length <= SHORT_ALIAS;
  return phrase.kind !== 'name' || phrase.words === 1;
}

/** What speaks against a pair, apart from rivals: another named vendor, a web site of another name, another trade. */
export function contrarySignals(
  signals: readonly HitSignal[],
  vendor: IndexedVendor,
  incident: IncidentIdentifiers,
  isBreach: boolean,
): Signal[] {
  const contrary: Signal[] = [];
  const claim = signals.find(({ hit }) => GROUP[hit.phrase.kind] === 'name')?.hit;
  const inVendorField = signals.some(({ hit }) => hit.field === 'vendor' && WHOLLY.has(hit.place));
  const inDomain = signals.some(({ hit }) => hit.field === 'domain');
  if (incident.namesVendor && !inVendorField) contrary.push({ name: 'other_vendor_named', strength: 1 });
  const site = claim && mayBeAnothers(claim) ? siteSays(vendor, claim.phrase.compact) : 'agrees';
  if (site !== 'agrees') contrary.push({ name: `site_${site}`, strength: 1 });
  if (vendor.otherTrade && !isBreach) contrary.push({ name: 'other_trade', strength: 1 });
  if (
    isBreach &&
    !inDomain &&
    incident.domains.length > 0 &&
    vendor.domains.length > 0 &&
    !vendor.domains.some((domain) => incident.domains.includes(domain))
  ) {
    contrary.push({ name: 'other_domain', strength: 1 });
  }
  return contrary;
}
