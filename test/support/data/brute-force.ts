import type { MatchableIncident, MatchingRules } from '../../../src/domain/incidents/incident.ts';
import { matchIncident, type Match } from '../../../src/matching/scoring/match.ts';
import type { VendorIndex } from '../../../src/matching/index/vendor-index.ts';

const lookedUpBy = <V>(look: (key: string) => V | undefined): Map<string, V> =>
  Object.assign(new Map<string, V>(), { get: look });

/** An index that compares every name's spelling instead of those that share a half of it. */
export function comparingEveryName(index: VendorIndex): VendorIndex {
  const names = [...new Set([...index.byHalf.values()].flat())];
  return { ...index, byHalf: lookedUpBy(() => names) };
}

/** An index without any short cut: every look-up goes through every phrase and every row. */
export function withoutShortCuts(index: VendorIndex): VendorIndex {
  const lists = [...index.byPhrase.values()];
  return {
    ...comparingEveryName(index),
    beginnings: Object.assign(new Set<string>(), { has: () => true }),
    byPhrase: lookedUpBy((compact) => lists.find((list) => list.compact === compact)),
    byDomain: lookedUpBy((domain) =>
      index.vendors.flatMap((vendor, at) => (vendor.domains.includes(domain) ? [at] : [])),
    ),
  };
}

/** The matches at or above the rules' threshold by scoring every row that the incident could concern at all. */
export function matchByBruteForce(
  slow: VendorIndex,
  incident: MatchableIncident,
  rules: MatchingRules,
): Match[] {
  const everything = matchIncident(slow, incident, { ...rules, min_match_confidence: 0 });
  return everything.filter(({ confidence }) => confidence + 1e-9 >= rules.min_match_confidence);
}
