import { GROUP } from '../text/phrase-kinds.ts';
import { descend, type Example, type Parameters } from './regression.ts';
import type { MatchWeights } from '../scoring/weights.ts';
import { PHRASE_KINDS, type PhraseKind } from '../text/vendor-identifiers.ts';

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
  'product@vendor_exact': 3,
  'product@product_exact': 3,
  'product@product_start': 3,
  'name@vendor_division': 3.3,
  'name@product_division': 3.3,
  'product@product_division': 3.3,
  'name@domain_exact': 4,
  'product@domain_exact': 4,
  'name@vendor_swapped': 3.5,
  'name@vendor_misspelt': 3.4,
  '-namesake_of_project': 5,
  '-name_goes_on': 2,
  'name@title_exact': 2.7,
  '-only_reference': 2,
  '-part_of_name': 3,
  '-namesake_of_assigner': 4,
};

/** What labelled sets without packages and namesakes of projects cannot teach: the owner of a package supports. */
const GIVEN: { supporting: Record<string, number>; contrary: Record<string, number> } = {
  supporting: {
    'name@package_exact': 1.5,
    'short@package_exact': 1.5,
    'alias@package_exact': 1.5,
    'label@package_exact': 1.5,
  },
  contrary: { namesake_of_project: 5, namesake_of_assigner: 4 },
};

/**
 * Supporting signals share a parameter with their like (`name@vendor_exact` with every name that fills the vendor
 * field) and have one of their own, so that a signal seldom seen falls back to what its like say.
 */
function parametersOf(name: string): string[] {
  const [kind = '', place = ''] = name.split('@');
  return place === '' ? [name] : [`${GROUP[kind as PhraseKind]}@${place}`, `=${name}`];
}

const FROM_NOTHING: Parameters = {
  namesOf: parametersOf,
  priorOf: () => 0,
  penaltyOf: (parameter) => (parameter.startsWith('=') ? OWN_PENALTY : SHARED_PENALTY),
  leastOf: (parameter) => AT_LEAST[parameter] ?? 0,
  start: { prior: 0, penalty: 0 },
};

/**
 * Logistic regression with a ridge penalty, in which supporting weights stay at or above zero and contrary ones at
 * or below: evidence can never lower, an objection never raise. Deterministic; order of the examples does not matter
 * beyond rounding.
 */
export function fitWeights(examples: readonly Example[]): MatchWeights {
  const { start, weightOf } = descend(examples, FROM_NOTHING);
  const supporting = signalNames(examples).map(
    (name) =>
      [name, rounded(parametersOf(name).reduce((sum, parameter) => sum + weightOf(parameter), 0))] as const,
  );
  const contrary = namesIn(examples, 'contrary').map(
    (name) => [name, rounded(weightOf(`-${name}`))] as const,
  );
  return {
    start: rounded(start),
    supporting: { ...GIVEN.supporting, ...Object.fromEntries(supporting) },
    contrary: { ...GIVEN.contrary, ...Object.fromEntries(contrary) },
  };
}

/** How strongly refitted weights are drawn to those in use: some dozen verdicts of one kind move one of them. */
const LOYALTY = 4;

/**
 * Moves weights as far as a tenant's verdicts ask for: drawn to those in use, so that a few verdicts change little and
 * what no verdict speaks of stays as it is. Supporting weights stay at or above zero, contrary ones at or below.
 */
export function refitWeights(examples: readonly Example[], used: MatchWeights): MatchWeights {
  const inUse = (parameter: string): number =>
    parameter.startsWith('-') ? (used.contrary[parameter.slice(1)] ?? 0) : (used.supporting[parameter] ?? 0);
  const { start, weightOf } = descend(examples, {
    namesOf: (signal) => [signal],
    priorOf: inUse,
    penaltyOf: () => LOYALTY,
    leastOf: () => 0,
    start: { prior: used.start, penalty: LOYALTY },
  });
  const moved = (names: string[], prefix: string): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, rounded(weightOf(prefix + name))]));
  return {
    start: rounded(start),
    supporting: { ...used.supporting, ...moved(namesIn(examples, 'supporting'), '') },
    contrary: { ...used.contrary, ...moved(namesIn(examples, 'contrary'), '-') },
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
