import type { MatchableIncident, MatchingRules } from '../../src/domain/incident.ts';
import { matchIncident, type Match } from '../../src/matching/match.ts';
import type { PostingList, VendorIndex } from '../../src/matching/vendor-index.ts';

/** An index without any short cut: every look-up goes through every phrase and every row. */
export function withoutShortCuts(index: VendorIndex): VendorIndex {
  const lists = [...index.byPhrase.values()];
  const misspellable = lists.filter((list) =>
    [...index.byHalf.values()].some((halves) => halves.includes(list)),
  );
  const slow = <V>(look: (key: string) => V | undefined): Map<string, V> =>
    Object.assign(new Map<string, V>(), { get: look });
  return {
    ...index,
    byPhrase: slow((compact) => lists.find((list) => list.compact === compact)),
    byHalf: slow<PostingList[]>(() => misspellable),
    byDomain: slow((domain) =>
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
