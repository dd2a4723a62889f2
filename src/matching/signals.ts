import type { Hit, PlaceInField } from './hits.ts';
import { PLACES_IN_FIELD } from './hits.ts';
import type { IncidentIdentifiers } from './incident-identifiers.ts';
import { isDescriptor } from './normalise.ts';
import type { IndexedVendor } from './vendor-index.ts';
import { PHRASE_KINDS, type PhraseKind } from './vendor-identifiers.ts';

/** A signal that speaks for or against a pair: its name in the table of weights and its strength 0..1. */
export interface Signal {
  name: string;
  strength: number;
  /** The hit that it rests on; contrary signals have none. */
  hit?: Hit;
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

const placeRank = (place: PlaceInField): number => PLACES_IN_FIELD.indexOf(place);

/** Stronger hits first; the rest of the order only makes it the same every time. */
function byStrength(a: Hit, b: Hit): number {
  return (
    placeRank(a.place) - placeRank(b.place) ||
    PHRASE_KINDS.indexOf(a.phrase.kind) - PHRASE_KINDS.indexOf(b.phrase.kind) ||
    b.phrase.rarity * b.quality - a.phrase.rarity * a.quality ||
    (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0) ||
    (a.spot < b.spot ? -1 : a.spot > b.spot ? 1 : 0)
  );
}

/** The name of a hit in the table of weights. */
export const signalName = (hit: Hit): string => `${hit.phrase.kind}@${hit.field}_${hit.place}`;

/** What speaks for a pair: of each group of phrases the best hit in each field. */
export function supportingSignals(hits: readonly Hit[]): Signal[] {
  const best = new Map<string, Hit>();
  for (const hit of [...hits].sort(byStrength)) {
    const key = `${GROUP[hit.phrase.kind]} ${hit.field} ${hit.field === 'domain' ? hit.place : ''}`;
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()].map((hit) => ({
    name: signalName(hit),
    strength: strengthOf(hit),
    hit,
  }));
}

const WHOLLY: ReadonlySet<PlaceInField> = new Set(['exact', 'near', 'swapped', 'misspelt']);
const WHOLE_KINDS: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'label']);

/** A whole name that fills the vendor field tells much even when it is short ("HP"). */
function strengthOf({ phrase, field, place, quality }: Hit): number {
  const fills = field === 'vendor' && place === 'exact' && WHOLE_KINDS.has(phrase.kind);
  return (fills ? Math.sqrt(phrase.rarity) : phrase.rarity) * quality;
}

/** True when a label is put together from beginnings of a name's words: `silabs` of "Silicon Labs", `bd`, `ibm`. */
function isPutTogether(label: string, words: readonly string[]): boolean {
  if (label === '') return true;
  return words.some((word, at) => {
    for (let length = Math.min(word.length, label.length); length > 0; length -= 1) {
      if (label.startsWith(word.slice(0, length)) && isPutTogether(label.slice(length), words.slice(at + 1)))
        return true;
    }
    return false;
  });
}

/** How a claimed name sits with the web sites: the same or close, a longer name, another one. */
function siteSays(vendor: IndexedVendor, claimed: string): 'agrees' | 'goes_on' | 'differs' {
  const { labels, nameTokens } = vendor;
  if (labels.length === 0) return 'agrees';
  const rests = labels
    .filter((label) => label.startsWith(claimed))
    .map((label) => label.slice(claimed.length));
  if (rests.some((rest) => rest === '' || isDescriptor(rest))) return 'agrees';
  if (labels.some((label) => claimed.startsWith(label))) return 'agrees';
  if (rests.length > 0) return 'goes_on';
  return labels.some((label) => isPutTogether(label, nameTokens)) ? 'agrees' : 'differs';
}

/** What speaks against a pair, apart from rivals: another named vendor, a web site of another name, another trade. */
export function contrarySignals(
  signals: readonly Signal[],
  vendor: IndexedVendor,
  incident: IncidentIdentifiers,
  isBreach: boolean,
): Signal[] {
  const contrary: Signal[] = [];
  const claim = signals.find(({ hit }) => hit && GROUP[hit.phrase.kind] === 'name')?.hit;
  const inVendorField = signals.some(({ hit }) => hit?.field === 'vendor' && WHOLLY.has(hit.place));
  const inDomain = signals.some(({ hit }) => hit?.field === 'domain');
  if (incident.namesVendor && !inVendorField) contrary.push({ name: 'other_vendor_named', strength: 1 });
  const claimsPart =
    claim !== undefined &&
    claim.phrase.kind !== 'alias' &&
    (claim.phrase.kind !== 'name' || claim.phrase.tokens.length === 1);
  const site = claimsPart ? siteSays(vendor, claim.phrase.compact) : 'agrees';
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
