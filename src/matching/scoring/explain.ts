import type { Evidence, MatchableIncident, MatchingRules } from '../../domain/incidents/incident.ts';
import { DEFAULT_MATCHING_RULES } from '../../domain/incidents/incident.ts';
import { consider, rivalNameOf, weigh } from './candidates.ts';
import { calculateMatchConfidence } from './confidence.ts';
import { judge, type Judged, type MatchOptions } from './match.ts';
import { objectionsOf, reasonOf, type Objection } from './reason.ts';
import type { VendorIndex } from '../index/vendor-index.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Why a pair is a match or none: it is one; nothing of the row stands in the incident; the tenant's rules leave out
 * what does; reviewers called the reason false; what speaks for it is too little or outweighed.
 */
export type PairVerdict = 'match' | 'not_named' | 'switched_off' | 'suppressed' | 'below_threshold';

/** Everything that went into a pair's confidence. */
export interface Explanation {
  vendorId: string;
  verdict: PairVerdict;
  /** 0..1; 0 where nothing of the row stands in the incident. */
  confidence: number;
  /** 0..1; a match is raised from here on. */
  threshold: number;
  /** The reason of the match, or why there is none; one or two sentences. */
  reason: string;
  /** What speaks for it, heaviest first. */
  evidence: Evidence[];
  /** What speaks against it, heaviest first. */
  against: Objection[];
  /** Log-odds at which a pair begins that nothing speaks for or against. */
  start: number;
  /** What the rules in force leave out; empty unless `switched_off`. */
  leftOut: Evidence[];
}

/** A row as an incident meets it under some rules. */
interface Met {
  /** Confidence before what reviewers called false is left out. */
  unsuppressed: number;
  judged: Judged;
  rivalName: string | null;
}

/** Looks one row up by its position; null where nothing of it stands in the incident. */
function meet(
  index: VendorIndex,
  incident: MatchableIncident,
  at: number,
  rules: MatchingRules,
  { weights = WEIGHTS, suppressedEvidence }: MatchOptions,
): Met | null {
  const { candidates, rivals } = weigh(index, consider(index, incident, rules), weights);
  const candidate = candidates.find((each) => each.vendor === at);
  if (!candidate) return null;
  return {
    unsuppressed: calculateMatchConfidence(candidate, weights),
    judged: judge(candidate, index.vendors[at]?.id ?? '', weights, suppressedEvidence),
    rivalName: rivalNameOf(index, rivals, at),
  };
}

type Findings = Pick<Explanation, 'verdict' | 'confidence' | 'reason' | 'evidence' | 'against' | 'leftOut'>;

/** A row of which the rules in force find nothing, and what other rules would find. */
function explainUnmet(name: string, leftOut: Evidence[]): Findings {
  const isNamed = leftOut.length > 0;
  return {
    verdict: isNamed ? 'switched_off' : 'not_named',
    confidence: 0,
    reason: isNamed
      ? `What speaks for "${name}" is left out by the matching rules in force.`
      : `Nothing in the incident names "${name}", its products or its web sites.`,
    evidence: [],
    against: [],
    leftOut,
  };
}

/**
 * Explains any pair of a register row and an incident, matched or not. Null where the index has no such row.
 */
export function explainPair(
  index: VendorIndex,
  incident: MatchableIncident,
  vendorId: string,
  rules: MatchingRules,
  options: MatchOptions = {},
): Explanation | null {
  const at = index.vendors.findIndex((vendor) => vendor.id === vendorId);
  const vendor = index.vendors[at];
  if (!vendor) return null;
  const weights = options.weights ?? WEIGHTS;
  const base = { vendorId, threshold: rules.min_match_confidence, start: weights.start };
  const met = meet(index, incident, at, rules, options);
  if (!met || (met.judged.evidence.length === 0 && met.judged.suppressedBy.length === 0)) {
    const underAnyRules = meet(index, incident, at, DEFAULT_MATCHING_RULES, options);
    return { ...base, ...explainUnmet(vendor.name, underAnyRules?.judged.evidence ?? []) };
  }
  const { judged, rivalName, unsuppressed } = met;
  const least = rules.min_match_confidence - 1e-9;
  const isMatch = judged.evidence.length > 0 && judged.confidence >= least;
  const isSuppressed = !isMatch && judged.suppressedBy.length > 0 && unsuppressed >= least;
  return {
    ...base,
    verdict: isMatch ? 'match' : isSuppressed ? 'suppressed' : 'below_threshold',
    confidence: judged.evidence.length > 0 ? judged.confidence : 0,
    reason: isSuppressed
      ? `A reviewer called this reason false for "${vendor.name}", and nothing else speaks for it enough.`
      : reasonOf(judged.candidate, vendor, rivalName, incident, weights),
    evidence: judged.evidence,
    against: objectionsOf(judged.candidate, rivalName, weights),
    leftOut: [],
  };
}
