import type { MatchableIncident, MatchingRules } from '../domain/incident.ts';
import { findHits, type Hit } from './hits.ts';
import { extractIncidentIdentifiers } from './incident-identifiers.ts';
import type { Candidate } from './rivals.ts';
import { contrarySignals, GROUP, supportingSignals } from './signals.ts';
import type { VendorIndex } from './vendor-index.ts';

/** True when the tenant's rules let a hit count. */
function isAllowed(hit: Hit, rules: MatchingRules): boolean {
  const group = GROUP[hit.phrase.kind];
  if (group === 'site' && !rules.match_by_domain) return false;
  if (group === 'product' && (!rules.match_by_product || rules.exact_match_required)) return false;
  if (group === 'name' && !rules.match_by_name) return false;
  if (!rules.exact_match_required || group === 'site')
    return group !== 'site' || !rules.exact_match_required || hit.place === 'exact';
  const whole = hit.phrase.kind === 'name' || hit.phrase.kind === 'short' || hit.phrase.kind === 'alias';
  return (
    whole &&
    (hit.place === 'exact' || hit.place === 'near') &&
    (hit.field === 'vendor' || hit.field === 'title' || hit.field === 'product')
  );
}

/** Every register row that something speaks for, with what speaks for and against it; rivals are not looked at yet. */
export function findCandidates(
  index: VendorIndex,
  incident: MatchableIncident,
  rules: MatchingRules,
): Candidate[] {
  const identifiers = extractIncidentIdentifiers(incident);
  const isBreach = incident.incidentType === 'data_breach';
  const candidates: Candidate[] = [];
  for (const [vendor, all] of findHits(index, identifiers, rules.fuzzy_match_threshold)) {
    const hits = all.filter((hit) => isAllowed(hit, rules));
    const row = index.vendors[vendor];
    if (!row || hits.length === 0) continue;
    const supporting = supportingSignals(hits);
    candidates.push({
      vendor,
      hits,
      supporting,
      contrary: contrarySignals(supporting, row, identifiers, isBreach),
    });
  }
  return candidates.sort((a, b) => a.vendor - b.vendor);
}
