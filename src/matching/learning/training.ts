import type { MatchableIncident, MatchingRules } from '../../domain/incidents/incident.ts';
import { consider, weigh, type Considered } from '../scoring/candidates.ts';
import { FIELD_KINDS } from '../text/incident-identifiers.ts';
import { PLACES_IN_FIELD, type PlaceInField } from '../text/place-in-field.ts';
import { fitWeights } from './learning.ts';
import type { Example } from './regression.ts';
import { isRivalSignal } from '../scoring/rivals.ts';
import { PHRASE_KINDS } from '../text/vendor-identifiers.ts';
import type { VendorIndex } from '../index/vendor-index.ts';
import type { MatchWeights } from '../scoring/weights.ts';

/** What a person says about a pair: true, false, or not to be learned from (null). */
export type Verdict = (incidentId: string, vendorId: string) => boolean | null;

/** Looks up the candidates of many incidents once, for fitting and scoring. */
export function findAllCandidates(
  index: VendorIndex,
  incidents: readonly MatchableIncident[],
  rules: MatchingRules,
): Considered[] {
  return incidents.map((incident) => consider(index, incident, rules));
}

const FIRST_GUESS: Record<PlaceInField, number> = {
  exact: 4,
  near: 3.5,
  division: 3,
  swapped: 3,
  misspelt: 2.5,
  start: 2,
  early: 1.5,
  part: 1,
  late: 0.5,
  glued: 0.3,
};

/** Weights to begin with: by how a phrase stands in its field alone. */
function firstGuess(): MatchWeights {
  const supporting: MatchWeights['supporting'] = {};
  for (const kind of PHRASE_KINDS) {
    for (const field of FIELD_KINDS)
      for (const place of PLACES_IN_FIELD) supporting[`${kind}@${field}_${place}`] = FIRST_GUESS[place];
  }
  return { start: 0, supporting, contrary: {} };
}

/** The heaviest mentions and the rivals depend on weights and weights on them: this many turns settle it. */
const TURNS = 4;

/** Fits the table of weights to judged pairs. Deterministic; some seconds' work for some thousand incidents. */
export function learnWeights(
  index: VendorIndex,
  considered: readonly Considered[],
  verdict: Verdict,
): MatchWeights {
  let weights = firstGuess();
  for (let turn = 0; turn < TURNS; turn += 1)
    weights = fitWeights(examplesOf(index, considered, verdict, weights, turn > 0));
  return weights;
}

function examplesOf(
  index: VendorIndex,
  considered: readonly Considered[],
  verdict: Verdict,
  weights: MatchWeights,
  withRivals: boolean,
): Example[] {
  const examples: Example[] = [];
  for (const each of considered) {
    for (const { vendor, supporting, contrary } of weigh(index, each, weights).candidates) {
      const isMatch = verdict(each.incident.id, index.vendors[vendor]?.id ?? '');
      if (isMatch !== null)
        examples.push({
          supporting,
          contrary: withRivals ? contrary : contrary.filter(({ name }) => !isRivalSignal(name)),
          isMatch,
        });
    }
  }
  return examples;
}
