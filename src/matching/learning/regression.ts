import type { Signal } from '../scoring/signals.ts';

/** A judged pair to learn from. */
export interface Example {
  supporting: readonly Signal[];
  contrary: readonly Signal[];
  isMatch: boolean;
}

const ROUNDS = 600;

/** Parameters by name, with what each is drawn to and how strongly, and the least that it may be. */
export interface Parameters {
  /** Of a supporting signal; one signal may have several, which add up. */
  namesOf: (signal: string) => string[];
  priorOf: (parameter: string) => number;
  penaltyOf: (parameter: string) => number;
  leastOf: (parameter: string) => number;
  start: { prior: number; penalty: number };
}

interface Row {
  at: number[];
  value: number[];
  isMatch: number;
}

/** One example as positions and values of its parameters; new parameters get the next position. */
function rowOf(example: Example, namesOf: Parameters['namesOf'], positions: Map<string, number>): Row {
  const row: Row = { at: [], value: [], isMatch: example.isMatch ? 1 : 0 };
  const put = (name: string, value: number): void => {
    const at = positions.get(name) ?? positions.size;
    positions.set(name, at);
    row.at.push(at);
    row.value.push(value);
  };
  for (const { name, strength } of example.supporting)
    for (const parameter of namesOf(name)) put(parameter, strength);
  for (const { name, strength } of example.contrary) put(`-${name}`, -strength);
  return row;
}

/**
 * Logistic regression by Adam, with a ridge penalty around the priors and projection onto the bounds; the start has no
 * bound. Returns log-odds. Deterministic.
 */
export function descend(
  examples: readonly Example[],
  { namesOf, priorOf, penaltyOf, leastOf, start }: Parameters,
): { start: number; weightOf: (parameter: string) => number } {
  const positions = new Map<string, number>();
  const rows = examples.map((example) => rowOf(example, namesOf, positions));
  const names = [...positions.keys()];
  // Position 0 is the start.
  const priors = Float64Array.from([start.prior, ...names.map(priorOf)]);
  const penalties = Float64Array.from([start.penalty, ...names.map(penaltyOf)]);
  const bounds = [Number.NEGATIVE_INFINITY, ...names.map(leastOf)];
  const isFresh = start.penalty === 0;
  const theta = isFresh ? new Float64Array(priors.length).fill(0.5) : priors.slice();
  if (isFresh) theta[0] = -3;
  const first = new Float64Array(theta.length);
  const second = new Float64Array(theta.length);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gradient = gradientAt(rows, theta, priors, penalties);
    const rate = 0.15 * (1 - round / (ROUNDS + 1));
    for (let i = 0; i < theta.length; i += 1) {
      const g = gradient[i] ?? 0;
      first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g;
      second[i] = 0.99 * (second[i] ?? 0) + 0.01 * g * g;
      const step =
        (rate * (first[i] ?? 0)) /
        (1 - 0.9 ** round) /
        (Math.sqrt((second[i] ?? 0) / (1 - 0.99 ** round)) + 1e-8);
      theta[i] = Math.max(bounds[i] ?? 0, (theta[i] ?? 0) - step);
    }
  }
  return {
    start: theta.at(0) ?? 0,
    weightOf: (parameter) => theta[(positions.get(parameter) ?? -2) + 1] ?? 0,
  };
}

function gradientAt(
  rows: readonly Row[],
  theta: Float64Array,
  priors: Float64Array,
  penalties: Float64Array,
): Float64Array {
  const gradient = penalties.map((penalty, i) => penalty * ((theta[i] ?? 0) - (priors[i] ?? 0)));
  for (const row of rows) {
    let logOdds = theta.at(0) ?? 0;
    for (let i = 0; i < row.at.length; i += 1)
      logOdds += (row.value[i] ?? 0) * (theta[(row.at[i] ?? 0) + 1] ?? 0);
    const error = 1 / (1 + Math.exp(-logOdds)) - row.isMatch;
    gradient[0] = (gradient.at(0) ?? 0) + error;
    for (let i = 0; i < row.at.length; i += 1) {
      const at = (row.at[i] ?? 0) + 1;
      gradient[at] = (gradient[at] ?? 0) + error * (row.value[i] ?? 0);
    }
  }
  return gradient;
}
