import { GROUP, type Signal } from './signals.ts';
import type { MatchWeights } from './weights.ts';
import { PHRASE_KINDS, type PhraseKind } from './vendor-identifiers.ts';

/** A judged pair to learn from. */
export interface Example {
  supporting: readonly Signal[];
  contrary: readonly Signal[];
  isMatch: boolean;
}

const ROUNDS = 600;
const SHARED_PENALTY = 0.5;
const OWN_PENALTY = 2;

/**
 * What must count for this much whatever the examples say: an equal domain is enough by itself, though labelled
 * breaches nearly always give the name too; so is a name with a descriptor more or less, or misspelt, where nothing
 * speaks against it.
 */
const AT_LEAST: Record<string, number> = {
  'site@domain_exact': 4.5,
  'name@vendor_near': 2.8,
  'name@vendor_swapped': 3.5,
  'name@vendor_misspelt': 3,
};

/**
 * Supporting signals share a parameter with their like (`name@vendor_exact` with every name that fills the vendor
 * field) and have one of their own, so that a signal seldom seen falls back to what its like say.
 */
function parametersOf(name: string): string[] {
  const [kind = '', place = ''] = name.split('@');
  return place === '' ? [name] : [`${GROUP[kind as PhraseKind]}@${place}`, `=${name}`];
}

interface Row {
  at: number[];
  value: number[];
  isMatch: number;
}

/**
 * Logistic regression with a ridge penalty, in which supporting weights stay at or above zero and contrary ones at
 * or below: evidence can never lower, an objection never raise. Deterministic; order of the examples does not matter
 * beyond rounding.
 */
export function fitWeights(examples: readonly Example[]): MatchWeights {
  const positions = new Map<string, number>();
  const rows = examples.map((example) => rowOf(example, positions));
  const penalties = [...positions.keys()].map((name) =>
    name.startsWith('=') ? OWN_PENALTY : SHARED_PENALTY,
  );
  const bounds = [...positions.keys()].map((name) => AT_LEAST[name] ?? 0);
  const { start, weights } = descend(rows, penalties, bounds);
  const weightOf = (name: string): number => weights[positions.get(name) ?? -1] ?? 0;
  const supporting = signalNames(examples).map(
    (name) =>
      [name, rounded(parametersOf(name).reduce((sum, parameter) => sum + weightOf(parameter), 0))] as const,
  );
  const contrary = namesIn(examples, 'contrary').map(
    (name) => [name, rounded(weightOf(`-${name}`))] as const,
  );
  return {
    start: rounded(start),
    supporting: Object.fromEntries(supporting),
    contrary: Object.fromEntries(contrary),
  };
}

/** Every kind of phrase at every place where its like was seen, so that a kind not seen there yet has its like's weight. */
function signalNames(examples: readonly Example[]): string[] {
  const places = new Set<string>();
  for (const name of namesIn(examples, 'supporting')) {
    const [kind = '', place = ''] = name.split('@');
    places.add(`${GROUP[kind as PhraseKind]}@${place}`);
  }
  return [...places].flatMap((groupAtPlace) => {
    const [group, place] = groupAtPlace.split('@');
    return PHRASE_KINDS.filter((kind) => GROUP[kind] === group).map((kind) => `${kind}@${place ?? ''}`);
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function namesIn(examples: readonly Example[], side: 'supporting' | 'contrary'): string[] {
  return [...new Set(examples.flatMap((example) => example[side].map((signal) => signal.name)))].sort();
}

/** One example as positions and values of its parameters; new parameters get the next position. */
function rowOf(example: Example, positions: Map<string, number>): Row {
  const row: Row = { at: [], value: [], isMatch: example.isMatch ? 1 : 0 };
  const put = (name: string, value: number): void => {
    const at = positions.get(name) ?? positions.size;
    positions.set(name, at);
    row.at.push(at);
    row.value.push(value);
  };
  for (const { name, strength } of example.supporting)
    for (const parameter of parametersOf(name)) put(parameter, strength);
  for (const { name, strength } of example.contrary) put(`-${name}`, -strength);
  return row;
}

/** Adam with projection onto the weights at or above their bounds; the start is free. */
function descend(
  rows: readonly Row[],
  penalties: readonly number[],
  bounds: readonly number[],
): { start: number; weights: Float64Array } {
  const size = penalties.length + 1;
  const theta = new Float64Array(size).fill(0.5);
  theta[0] = -3;
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gradient = gradientAt(rows, theta, penalties);
    const rate = 0.15 * (1 - round / (ROUNDS + 1));
    for (let i = 0; i < size; i += 1) {
      const g = gradient[i] ?? 0;
      first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g;
      second[i] = 0.99 * (second[i] ?? 0) + 0.01 * g * g;
      const step =
        (rate * (first[i] ?? 0)) /
        (1 - 0.9 ** round) /
        (Math.sqrt((second[i] ?? 0) / (1 - 0.99 ** round)) + 1e-8);
      const moved = (theta[i] ?? 0) - step;
      theta[i] = i === 0 ? moved : Math.max(bounds[i - 1] ?? 0, moved);
    }
  }
  return { start: theta.at(0) ?? 0, weights: theta.subarray(1) };
}

function gradientAt(rows: readonly Row[], theta: Float64Array, penalties: readonly number[]): Float64Array {
  const gradient = new Float64Array(theta.length);
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
  for (let i = 0; i < penalties.length; i += 1)
    gradient[i + 1] = (gradient[i + 1] ?? 0) + (penalties[i] ?? 0) * (theta[i + 1] ?? 0);
  return gradient;
}
