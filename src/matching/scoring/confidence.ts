import type { Signal } from './signals.ts';
import type { MatchWeights } from './weights.ts';

/** Evidence carries its weight in tenths of this many log-odds, so that weights stay within 0..1. */
export const FULL_WEIGHT = 10;

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** What supporting signals add up to, in log-odds above the start. */
export function supportOf(signals: readonly Signal[], weights: MatchWeights): number {
  return signals.reduce((sum, signal) => sum + signal.strength * (weights.supporting[signal.name] ?? 0), 0);
}

/** What contrary signals take away, in log-odds. */
export function counterEvidenceOf(signals: readonly Signal[], weights: MatchWeights): number {
  return signals.reduce((sum, signal) => sum + signal.strength * (weights.contrary[signal.name] ?? 0), 0);
}

/**
 * What is left of a confidence where no recorded version is in the affected ranges: it is still that vendor, only
 * hardly what the tenant runs. Not less, since registers age.
 */
export const OUTSIDE_OF_RANGES = 0.6;

/**
 * Confidence 0..1 of a match: its evidence added up in log-odds, what speaks against it taken away. More evidence never
 * lowers it, more against it never raises it.
 */
export function calculateMatchConfidence(
  { supporting, contrary }: { supporting: readonly Signal[]; contrary: readonly Signal[] },
  weights: MatchWeights,
): number {
  const support = supporting.reduce(
    (sum, { name, strength }) => sum + strength * Math.min(FULL_WEIGHT, weights.supporting[name] ?? 0),
    0,
  );
  const confidence = logistic(weights.start + support - counterEvidenceOf(contrary, weights));
  return contrary.some(({ name }) => name === 'version_not_affected')
    ? confidence * OUTSIDE_OF_RANGES
    : confidence;
}
