import type { MatchableIncident, MatchingRules } from '../domain/incident.ts';
import { findCandidates } from './candidates.ts';
import { fitWeights, type Example } from './learning.ts';
import { addRivals, type Candidate } from './rivals.ts';
import type { VendorIndex } from './vendor-index.ts';
import type { MatchWeights } from './weights.ts';

/** What a person says about a pair: true, false, or not to be learned from (null). */
export type Verdict = (incidentId: string, vendorId: string) => boolean | null;

/** An incident with the register rows that something speaks for. */
export interface Considered {
  incident: MatchableIncident;
  candidates: Candidate[];
}

/** Finds the candidates of many incidents once, for fitting and scoring. */
export function considerAll(
  index: VendorIndex,
  incidents: readonly MatchableIncident[],
  rules: MatchingRules,
): Considered[] {
  return incidents.map((incident) => ({ incident, candidates: findCandidates(index, incident, rules) }));
}

/** The same with the second look under the given weights; the input stays as it is. */
export function withRivals(considered: readonly Considered[], weights: MatchWeights): Considered[] {
  return considered.map(({ incident, candidates }) => {
    const copies = candidates.map((candidate) => ({ ...candidate, contrary: [...candidate.contrary] }));
    addRivals(copies, weights);
    return { incident, candidates: copies };
  });
}

/** Rivals depend on weights and weights on rivals: this many turns settle it. */
const TURNS = 3;

/** Fits the table of weights to judged pairs. Deterministic; a second's work for some thousand incidents. */
export function learnWeights(
  index: VendorIndex,
  considered: readonly Considered[],
  verdict: Verdict,
): MatchWeights {
  let weights = fitWeights(examplesOf(index, considered, verdict));
  for (let turn = 1; turn < TURNS; turn += 1)
    weights = fitWeights(examplesOf(index, withRivals(considered, weights), verdict));
  return weights;
}

function examplesOf(index: VendorIndex, considered: readonly Considered[], verdict: Verdict): Example[] {
  const examples: Example[] = [];
  for (const { incident, candidates } of considered) {
    for (const { vendor, supporting, contrary } of candidates) {
      const isMatch = verdict(incident.id, index.vendors[vendor]?.id ?? '');
      if (isMatch !== null) examples.push({ supporting, contrary, isMatch });
    }
  }
  return examples;
}
