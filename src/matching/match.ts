import type { Evidence, MatchableIncident, MatchingRules } from '../domain/incident.ts';
import { consider, weigh } from './candidates.ts';
import { calculateMatchConfidence, contraryOf } from './confidence.ts';
import { evidenceKey, evidenceOf, saidIn } from './evidence.ts';
import { reasonOf } from './reason.ts';
import type { Candidate } from './rivals.ts';
import type { VendorIndex } from './vendor-index.ts';
import { WEIGHTS, type MatchWeights } from './weights.ts';

/** A register row that an incident concerns. */
export interface Match {
  vendorId: string;
  /** 0..1. */
  confidence: number;
  /** One or two sentences for a reviewer. */
  reason: string;
  /** Heaviest first. */
  evidence: Evidence[];
  /** Stable key of the reason, for a reviewer's "false positive". */
  evidenceKey: string;
}

export interface MatchOptions {
  /** Keys of reasons that a reviewer called false: what they rest on is not counted again for that vendor. */
  suppressedEvidence?: ReadonlySet<string>;
  /** Weights refitted from feedback; the shipped ones otherwise. */
  weights?: MatchWeights;
}

function judge(
  candidate: Candidate,
  index: VendorIndex,
  rivals: ReadonlyMap<number, number>,
  incident: MatchableIncident,
  weights: MatchWeights,
): Match | null {
  const vendor = index.vendors[candidate.vendor];
  if (!vendor) return null;
  const evidence = evidenceOf(candidate.supporting, weights);
  const rival = rivals.get(candidate.vendor);
  const rivalName = rival === undefined ? null : (index.vendors[rival]?.name ?? null);
  return {
    vendorId: vendor.id,
    confidence: calculateMatchConfidence(evidence, contraryOf(candidate.contrary, weights), weights),
    reason: reasonOf(candidate.supporting, candidate.contrary, vendor.name, rivalName, incident, weights),
    evidence,
    evidenceKey: evidenceKey(vendor.id, evidence),
  };
}

/** The candidate without whatever says the same as the suppressed reason. */
function withoutReason(candidate: Candidate, match: Match): Candidate {
  const said = saidIn(match.evidence[0]?.incident_value ?? '');
  return {
    ...candidate,
    supporting: candidate.supporting.filter(({ hit }) => !said.includes(saidIn(hit.shown))),
  };
}

/**
 * The register rows that an incident concerns, most confident first, each at or above `min_match_confidence`.
 * Pure: the same whatever the order of rows, products or domains.
 */
export function matchIncident(
  index: VendorIndex,
  incident: MatchableIncident,
  rules: MatchingRules,
  options: MatchOptions = {},
): Match[] {
  const weights = options.weights ?? WEIGHTS;
  const suppressed = options.suppressedEvidence;
  const { candidates, rivals } = weigh(index, consider(index, incident, rules), weights);
  const matches: Match[] = [];
  for (let candidate of candidates) {
    let match = judge(candidate, index, rivals, incident, weights);
    while (match && match.evidence.length > 0 && suppressed?.has(match.evidenceKey)) {
      candidate = withoutReason(candidate, match);
      match = judge(candidate, index, rivals, incident, weights);
    }
    if (match && match.evidence.length > 0 && match.confidence + 1e-9 >= rules.min_match_confidence)
      matches.push(match);
  }
  return matches.sort((a, b) => b.confidence - a.confidence || (a.vendorId < b.vendorId ? -1 : 1));
}
