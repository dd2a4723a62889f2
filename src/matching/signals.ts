import type { Hit, PlaceInField } from './hits.ts';
import { PLACES_IN_FIELD } from './hits.ts';
import type { IncidentIdentifiers } from './incident-identifiers.ts';
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
    strength: hit.phrase.rarity * hit.quality,
    hit,
  }));
}

/** True when a web site's label and a claimed name are the same or one begins with the other. */
function alike(label: string, claimed: string): boolean {
  return label.startsWith(claimed) || claimed.startsWith(label);
}

/** What speaks against a pair, apart from rivals: another named vendor, a web site of another name, another trade. */
export function contrarySignals(
  signals: readonly Signal[],
  vendor: IndexedVendor,
  incident: IncidentIdentifiers,
  isBreach: boolean,
): Signal[] {
  const contrary: Signal[] = [];
  const claim = signals.find((signal) => signal.hit && GROUP[signal.hit.phrase.kind] === 'name');
  const inVendorField = signals.some((signal) => signal.hit?.field === 'vendor');
  if (incident.namesVendor && !inVendorField) contrary.push({ name: 'other_vendor_named', strength: 1 });
  const claimed = claim?.hit?.phrase.compact;
  if (
    claimed !== undefined &&
    vendor.labels.length > 0 &&
    !vendor.labels.some((label) => alike(label, claimed))
  ) {
    contrary.push({ name: 'site_differs', strength: 1 });
  }
  if (vendor.otherTrade && !isBreach) contrary.push({ name: 'other_trade', strength: 1 });
  return contrary;
}
