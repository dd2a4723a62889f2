import type { Hit } from '../index/hits.ts';
import { GROUP, WHOLE_KINDS } from '../text/phrase-kinds.ts';
import { PLACES_IN_FIELD } from '../text/place-in-field.ts';
import { PHRASE_KINDS } from '../text/vendor-identifiers.ts';
import type { MatchWeights } from './weights.ts';

/** A signal that speaks for or against a pair: its name in the table of weights and its strength 0..1. */
export interface Signal {
  name: string;
  strength: number;
}

/** A supporting signal with the hit that it rests on. */
export interface HitSignal extends Signal {
  hit: Hit;
  /** Strength times weight, in log-odds. */
  value: number;
}

/** A whole name that fills the vendor field tells much even when it is short ("HP"). */
function strengthOf({ phrase, field, place, quality }: Hit): number {
  const fills = field === 'vendor' && place === 'exact' && WHOLE_KINDS.has(phrase.kind);
  return (fills ? Math.sqrt(phrase.rarity) : phrase.rarity) * quality;
}

/** The name of a hit in the table of weights. */
const signalName = (hit: Hit): string => `${hit.phrase.kind}@${hit.field}_${hit.place}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Heavier signals first; the rest of the order only makes it the same every time. */
function byWeight(a: HitSignal, b: HitSignal): number {
  return (
    b.value - a.value ||
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
    const name = signalName(hit);
    const strength = strengthOf(hit);
    const signal = { name, strength, hit, value: strength * (weights.supporting[name] ?? 0) };
    const key = `${GROUP[hit.phrase.kind]} ${hit.field} ${hit.field === 'domain' ? hit.place : ''}`;
    const known = best.get(key);
    if (!known || byWeight(signal, known) < 0) best.set(key, signal);
  }
  return [...best.values()].sort(byWeight);
}
