import { GROUP } from '../text/phrase-kinds.ts';
import type { Evidence, MatchStrategy } from '../../domain/incidents/incident.ts';
import { isProse } from '../text/incident-identifiers.ts';
import { FULL_WEIGHT } from './confidence.ts';
import type { Mention } from '../index/mentions.ts';
import { withoutLegalForm } from '../text/legal-forms.ts';
import { wordsOf } from '../text/normalise.ts';
import { type MentionSignal } from './signals.ts';
import type { MatchWeights } from './weights.ts';

const WHOLE_NAMES = new Set(['name', 'short']);

/** The strategy of a mention, in the words of the specification. */
function strategyOf(mention: Mention, vendorIsNamed: boolean): MatchStrategy {
  const { phrase, field, place } = mention;
  const whole = place === 'exact' || place === 'near';
  if (GROUP[phrase.kind] === 'site') return isProse(field) || field === 'title' ? 'text' : 'domain';
  if (GROUP[phrase.kind] === 'product') return vendorIsNamed ? 'vendor_product' : 'product';
  if (place === 'swapped' || place === 'misspelt' || place === 'glued') return 'fuzzy_name';
  if (whole && WHOLE_NAMES.has(phrase.kind)) return 'exact_name';
  if (whole && (phrase.kind === 'alias' || phrase.kind === 'brand')) return 'alias';
  return isProse(field) || field === 'title' ? 'text' : 'fuzzy_name';
}

/** Supporting signals as evidence, heaviest first; weights are log-odds in tenths, cut at 1. */
export function evidenceOf(signals: readonly MentionSignal[], weights: MatchWeights): Evidence[] {
  const vendorIsNamed = signals.some(
    ({ mention }) => mention.field === 'vendor' && GROUP[mention.phrase.kind] !== 'product',
  );
  return signals
    .flatMap(({ name, strength, mention }): Evidence[] => {
      const weight = Math.min(1, (weights.supporting[name] ?? 0) / FULL_WEIGHT);
      if (weight <= 0) return [];
      return [
        {
          strategy: strategyOf(mention, vendorIsNamed),
          incident_value: mention.shown,
          vendor_value: mention.phrase.shown,
          score: strength,
          weight,
        },
      ];
    })
    .sort(
      (a, b) =>
        b.score * b.weight - a.score * a.weight ||
        compare(a.strategy, b.strategy) ||
        compare(a.incident_value, b.incident_value),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An incident's value as reasons are compared: case, punctuation and legal form aside. */
export const saidIn = (value: string): string => withoutLegalForm(wordsOf(value)).join(' ');

/** A stable key of "the same reason": the row, the strongest evidence's strategy and what the incident says there. */
export function evidenceKey(vendorId: string, evidence: readonly Evidence[]): string {
  const strongest = evidence[0];
  return strongest
    ? `${vendorId}|${strongest.strategy}|${saidIn(strongest.incident_value)}`
    : `${vendorId}||`;
}
