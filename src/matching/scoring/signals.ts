import type { Mention } from '../index/mentions.ts';
import { isProse } from '../text/incident-identifiers.ts';
import { GROUP, WHOLE_KINDS } from '../text/phrase-kinds.ts';
import { PLACES_IN_FIELD } from '../text/place-in-field.ts';
import { PHRASE_KINDS } from '../text/vendor-identifiers.ts';
import type { MatchWeights } from './weights.ts';

/** A signal that speaks for or against a pair: its name in the table of weights and its strength 0..1. */
export interface Signal {
  name: string;
  strength: number;
}

/** A supporting signal with the mention that it rests on. */
export interface MentionSignal extends Signal {
  mention: Mention;
  /** Strength times weight, in log-odds. */
  value: number;
}

/** A whole name that fills the vendor field tells much even when it is short ("HP"). */
function strengthOf({ phrase, field, place, quality }: Mention): number {
  // In a text an ordinary word is no more a name for being a web site's, too.
  if (phrase.kind === 'label' && (isProse(field) || field === 'title')) return phrase.rarity ** 2 * quality;
  const fills = field === 'vendor' && place === 'exact' && WHOLE_KINDS.has(phrase.kind);
  return (fills ? Math.sqrt(phrase.rarity) : phrase.rarity) * quality;
}

/** The name of a mention in the table of weights. */
const signalName = (mention: Mention): string => `${mention.phrase.kind}@${mention.field}_${mention.place}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Heavier signals first; the rest of the order only makes it the same every time. */
function byWeight(a: MentionSignal, b: MentionSignal): number {
  return (
    b.value - a.value ||
    PLACES_IN_FIELD.indexOf(a.mention.place) - PLACES_IN_FIELD.indexOf(b.mention.place) ||
    PHRASE_KINDS.indexOf(a.mention.phrase.kind) - PHRASE_KINDS.indexOf(b.mention.phrase.kind) ||
    b.strength - a.strength ||
    compare(a.mention.phrase.compact, b.mention.phrase.compact) ||
    compare(a.mention.shown, b.mention.shown) ||
    compare(a.mention.position, b.mention.position)
  );
}

/** What speaks for a pair, heaviest first: of each group of phrases the heaviest mention in each field. */
export function supportingSignals(mentions: readonly Mention[], weights: MatchWeights): MentionSignal[] {
  const best = new Map<string, MentionSignal>();
  for (const mention of mentions) {
    const name = signalName(mention);
    const strength = strengthOf(mention);
    const signal = { name, strength, mention, value: strength * (weights.supporting[name] ?? 0) };
    const key = `${GROUP[mention.phrase.kind]} ${mention.field} ${mention.field === 'domain' ? mention.place : ''}`;
    const known = best.get(key);
    if (!known || byWeight(signal, known) < 0) best.set(key, signal);
  }
  return [...best.values()].sort(byWeight);
}
