import type { Evidence, MatchableIncident, MatchingRules } from '../../domain/incidents/incident.ts';
import { consider, rivalNameOf, weigh, type Floor } from './candidates.ts';
import { calculateMatchConfidence } from './confidence.ts';
import { evidenceKey, evidenceOf, saidIn } from './evidence.ts';
import { reasonOf } from './reason.ts';
import type { Candidate } from './rivals.ts';
import type { VendorIndex } from '../index/vendor-index.ts';
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

const NONE: ReadonlySet<string> = new Set();

/** A candidate as it stands after what reviewers called false is left out. */
export interface Judged {
  candidate: Candidate;
  /** 0..1. */
  confidence: number;
  evidence: Evidence[];
  /** Keys of the reviewers' verdicts that applied. */
  suppressedBy: string[];
}

/** The candidate without whatever says the same as the suppressed reason. */
function withoutReason(candidate: Candidate, strongest: Evidence | undefined): Candidate {
  const said = saidIn(strongest?.incident_value ?? '');
  return {
    ...candidate,
    supporting: candidate.supporting.filter(({ mention }) => !said.includes(saidIn(mention.shown))),
  };
}

/** Confidence and evidence of a candidate, reasons that reviewers called false left out one after the other. */
export function judge(
  candidate: Candidate,
  vendorId: string,
  weights: MatchWeights,
  suppressed: ReadonlySet<string> = NONE,
): Judged {
  const evidence = evidenceOf(candidate.supporting, weights);
  const key = evidenceKey(vendorId, evidence);
  if (evidence.length === 0 || !suppressed.has(key))
    return {
      candidate,
      confidence: calculateMatchConfidence(candidate, weights),
      evidence,
      suppressedBy: [],
    };
  const rest = judge(withoutReason(candidate, evidence[0]), vendorId, weights, suppressed);
  return { ...rest, suppressedBy: [key, ...rest.suppressedBy] };
}

/** A row must gather so much support to reach a confidence, whatever speaks against it. */
function floorOf(confidence: number, weights: MatchWeights): Floor | undefined {
  if (confidence <= 0) return undefined;
  return { weights, support: Math.log(confidence / (1 - confidence)) - weights.start - 1e-9 };
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
  const least = rules.min_match_confidence - 1e-9;
  const { candidates, rivals } = weigh(
    index,
    consider(index, incident, rules, floorOf(least, weights)),
    weights,
  );
  const matches: Match[] = [];
  for (const candidate of candidates) {
    const vendor = index.vendors[candidate.vendor];
    // Leaving out evidence never raises a confidence, so that most candidates are done with here.
    if (!vendor || calculateMatchConfidence(candidate, weights) < least) continue;
    const judged = judge(candidate, vendor.id, weights, options.suppressedEvidence);
    if (judged.evidence.length === 0 || judged.confidence < least) continue;
    const rivalName = rivalNameOf(index, rivals, candidate.vendor);
    matches.push({
      vendorId: vendor.id,
      confidence: judged.confidence,
      reason: reasonOf(judged.candidate, vendor, rivalName, incident, weights),
      evidence: judged.evidence,
      evidenceKey: evidenceKey(vendor.id, judged.evidence),
    });
  }
  return matches.sort((a, b) => b.confidence - a.confidence || (a.vendorId < b.vendorId ? -1 : 1));
}
