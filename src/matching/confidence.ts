import type { Evidence } from '../domain/incident.ts';
import type { Signal } from './signals.ts';
import { WEIGHTS, type MatchWeights } from './weights.ts';

/** Evidence carries its weight in tenths of this many log-odds, so that weights stay within 0..1. */
export const FULL_WEIGHT = 10;

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** What supporting signals add up to, in log-odds above the start. */
export function supportOf(signals: readonly Signal[], weights: MatchWeights): number {
  return signals.reduce((sum, signal) => sum + signal.strength * (weights.supporting[signal.name] ?? 0), 0);
}

/** What contrary signals take away, in log-odds. */
export function contraryOf(signals: readonly Signal[], weights: MatchWeights): number {
  return signals.reduce((sum, signal) => sum + signal.strength * (weights.contrary[signal.name] ?? 0), 0);
}

/** Confidence 0..1 of a candidate: its evidence added up, what speaks against it taken away. */
export function confidenceOf(
  { supporting, contrary }: { supporting: readonly Signal[]; contrary: readonly Signal[] },
  weights: MatchWeights,
): number {
  const support = supporting.reduce(
    (sum, { name, strength }) => sum + strength * Math.min(FULL_WEIGHT, weights.supporting[name] ?? 0),
    0,
  );
  return logistic(weights.start + support - contraryOf(contrary, weights));
}

/**
 * Confidence 0..1 of a match: evidence adds up (score × weight each), what speaks against it, in log-odds, is taken
 * away. More evidence never lowers it.
 */
export function calculateMatchConfidence(
  evidence: readonly Pick<Evidence, 'score' | 'weight'>[],
  contrary = 0,
  weights: MatchWeights = WEIGHTS,
): number {
  const support = evidence.reduce((sum, { score, weight }) => sum + score * weight * FULL_WEIGHT, 0);
  return logistic(weights.start + support - contrary);
}
