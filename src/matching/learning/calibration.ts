import type { MatchingRules } from '../../domain/incidents/incident.ts';
import { crossValidate, type LabelledSet, type ScoredPair } from './evaluation.ts';
import type { MatchWeights } from '../scoring/weights.ts';

/** Stretches and shifts log-odds so that a confidence says how often such pairs are right. */
export interface Calibration {
  slope: number;
  shift: number;
}

const ROUNDS = 50;
const MOST_LOG_ODDS = 12;

const logOddsOf = (confidence: number): number => {
  const logOdds = Math.log(confidence / (1 - confidence));
  return Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, logOdds));
};

/**
 * The stretch that makes confidences of pairs, scored by weights that did not know their companies, fit how many of
 * them are true (Platt 1999, by Newton's method). Weights learned with a penalty are too timid by nature.
 */
export function calibrationOf(scored: readonly ScoredPair[]): Calibration {
  const points = scored.map(({ match, isTrue }) => ({ x: logOddsOf(match.confidence), y: isTrue ? 1 : 0 }));
  let [slope, shift] = [1, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    let [ds, db, dss, dsb, dbb] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, y } of points) {
      const p = 1 / (1 + Math.exp(-(slope * x + shift)));
      const weight = p * (1 - p);
      ds += (p - y) * x;
      db += p - y;
      dss += weight * x * x;
      dsb += weight * x;
      dbb += weight;
    }
    const determinant = dss * dbb - dsb * dsb;
    slope -= (ds * dbb - db * dsb) / determinant;
    shift -= (db * dss - ds * dsb) / determinant;
  }
  return { slope, shift };
}

/** A confidence after calibration. */
const calibrated = (confidence: number, { slope, shift }: Calibration): number =>
  1 / (1 + Math.exp(-(slope * logOddsOf(confidence) + shift)));

/**
 * Every pair of a labelled set, scored by weights learned without its company and whatever looks like it, and stretched
 * as the shipped weights are.
 */
export function scoreUnseen(
  set: LabelledSet,
  rules: MatchingRules,
): { scored: ScoredPair[]; calibration: Calibration } {
  const timid = crossValidate(set, rules);
  const calibration = calibrationOf(timid);
  const scored = timid.map((pair) => ({
    ...pair,
    match: { ...pair.match, confidence: calibrated(pair.match.confidence, calibration) },
  }));
  return { scored, calibration };
}

/** Weights that give calibrated confidences: since log-odds add up, stretching each term stretches the sum. */
export function calibrateWeights(weights: MatchWeights, { slope, shift }: Calibration): MatchWeights {
  const stretched = (table: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.entries(table).map(([name, weight]) => [name, rounded(weight * slope)]));
  return {
    start: rounded(weights.start * slope + shift),
    supporting: stretched(weights.supporting),
    contrary: stretched(weights.contrary),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
