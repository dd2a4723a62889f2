import type { MatchableIncident, MatchingRules } from '../../domain/incidents/incident.ts';
import { contrarySignals } from './counter-evidence.ts';
import { ceilingOf, phrasesBesideBrands, telling } from './exact-filter.ts';
import { hitsOfVendor, siteHits, type Hit } from '../index/hits.ts';
import { extractIncidentIdentifiers, type IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { findPhrases } from '../index/mentions.ts';
import { NAME_KINDS, GROUP } from '../text/phrase-kinds.ts';
import { addRivals, type Candidate } from './rivals.ts';
import { supportingSignals } from './signals.ts';
import type { IndexedPhrase, VendorIndex } from '../index/vendor-index.ts';
import type { MatchWeights } from './weights.ts';

/** The rows in question, and of each its strongest rival, by position in the index. */
export interface WeighedCandidates {
  candidates: Candidate[];
  rivals: Map<number, number>;
}

/** True when the tenant's rules let a hit count. */
function isAllowed(hit: Hit, rules: MatchingRules): boolean {
  const group = GROUP[hit.phrase.kind];
  if (group === 'site' && !rules.match_by_domain) return false;
  if (group === 'product' && (!rules.match_by_product || rules.exact_match_required)) return false;
  if (group === 'name' && !rules.match_by_name) return false;
  if (!rules.exact_match_required || group === 'site')
    return (
      group !== 'site' ||
      !rules.exact_match_required ||
      (hit.place === 'exact' && (hit.field === 'vendor' || hit.field === 'domain'))
    );
  return (
    NAME_KINDS.has(hit.phrase.kind) &&
    (hit.place === 'exact' || hit.place === 'near') &&
    (hit.field === 'vendor' || hit.field === 'title' || hit.field === 'product')
  );
}

/** An incident with the hits of each register row that the rules let count; weights play no part yet. */
export interface Considered {
  incident: MatchableIncident;
  identifiers: IncidentIdentifiers;
  hits: Map<number, Hit[]>;
}

/** Leaves out rows that cannot gather so much support. */
export interface Floor {
  weights: MatchWeights;
  /** Log-odds above the start. */
  support: number;
}

/**
 * Looks up which register rows an incident may concern: all of them, or those within reach of a floor, which are
 * found without looking at the others.
 */
export function consider(
  index: VendorIndex,
  incident: MatchableIncident,
  rules: MatchingRules,
  floor?: Floor,
): Considered {
  const identifiers = extractIncidentIdentifiers(incident);
  const found = findPhrases(index, identifiers, rules.fuzzy_match_threshold);
  const sites = siteHits(index, identifiers);
  const kept = phrasesBesideBrands(found);
  const lists = floor ? telling(found, floor.weights, floor.support, kept) : [...found.values()];
  const isOutOfReach = (phrases: readonly IndexedPhrase[], { weights, support }: Floor): boolean =>
    !phrases.some(({ compact }) => kept.has(compact)) &&
    ceilingOf(phrases, found, identifiers.namesVendor, weights) < support;
  const vendors = new Set(sites.keys());
  for (const { list } of lists) for (const { vendor } of list.phrases) vendors.add(vendor);
  const hits = new Map<number, Hit[]>();
  for (const vendor of vendors) {
    const phrases = index.phrases[vendor] ?? [];
    const atSites = sites.get(vendor) ?? [];
    if (floor && atSites.length === 0 && isOutOfReach(phrases, floor)) continue;
    const allowed = [...hitsOfVendor(phrases, found), ...atSites].filter((hit) => isAllowed(hit, rules));
    if (allowed.length > 0) hits.set(vendor, allowed);
  }
  return { incident, identifiers, hits };
}

/** The considered rows with what speaks for and against each, rivals among them included. */
export function weigh(
  index: VendorIndex,
  { incident, identifiers, hits }: Considered,
  weights: MatchWeights,
): WeighedCandidates {
  const objectable = {
    identifiers,
    affectedProducts: incident.affectedProducts,
    isBreach: incident.incidentType === 'data_breach',
  };
  const candidates: Candidate[] = [];
  for (const [vendor, own] of hits) {
    const row = index.vendors[vendor];
    if (!row) continue;
    const supporting = supportingSignals(own, weights);
    candidates.push({
      vendor,
      hits: own,
      supporting,
      contrary: contrarySignals(supporting, own, row, objectable, weights),
    });
  }
  candidates.sort((a, b) => a.vendor - b.vendor);
  return { candidates, rivals: addRivals(candidates, weights) };
}

/** The name of a row's strongest rival, where it has one. */
export function rivalNameOf(
  index: VendorIndex,
  rivals: WeighedCandidates['rivals'],
  vendor: number,
): string | null {
  const rival = rivals.get(vendor);
  return rival === undefined ? null : (index.vendors[rival]?.name ?? null);
}
