import type { MatchableIncident, MatchingRules } from '../../domain/incidents/incident.ts';
import { counterEvidenceSignals } from './counter-evidence.ts';
import { ceilingOf, phrasesBesideBrands, selectiveLists } from './exact-filter.ts';
import { mentionsOfVendor, siteMentions, type Mention } from '../index/mentions.ts';
import { rowsUnderOwner, rowsWithRelations, withRelations } from '../index/relations.ts';
import { extractIncidentIdentifiers, type IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { findPhrases } from '../index/spans.ts';
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

/** True when the tenant's rules let a mention count. */
function isAllowed(mention: Mention, rules: MatchingRules): boolean {
  const group = GROUP[mention.phrase.kind];
  if (group === 'site' && !rules.match_by_domain) return false;
  if (group === 'product' && (!rules.match_by_product || rules.exact_match_required)) return false;
  if (group === 'name' && !rules.match_by_name) return false;
  if (!rules.exact_match_required || group === 'site')
    return (
      group !== 'site' ||
      !rules.exact_match_required ||
      (mention.place === 'exact' && (mention.field === 'vendor' || mention.field === 'domain'))
    );
  return (
    NAME_KINDS.has(mention.phrase.kind) &&
    (mention.place === 'exact' || mention.place === 'near') &&
    (mention.field === 'vendor' || mention.field === 'title' || mention.field === 'product')
  );
}

/** An incident with the mentions of each register row that the rules let count; weights play no part yet. */
export interface Considered {
  incident: MatchableIncident;
  identifiers: IncidentIdentifiers;
  mentions: Map<number, Mention[]>;
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
  const sites = siteMentions(index, identifiers);
  const kept = phrasesBesideBrands(found);
  const lists = floor ? selectiveLists(found, floor.weights, floor.support, kept) : [...found.values()];
  const isOutOfReach = (phrases: readonly IndexedPhrase[], { weights, support }: Floor): boolean =>
    !phrases.some(({ compact }) => kept.has(compact)) &&
    ceilingOf(phrases, found, identifiers.namesVendor, weights) < support;
  const underOwner = rowsUnderOwner(index, identifiers);
  const related = new Set([...underOwner, ...rowsWithRelations(found)]);
  const vendors = new Set([...sites.keys(), ...related]);
  for (const { list } of lists) for (const { vendor } of list.phrases) vendors.add(vendor);
  const mentions = new Map<number, Mention[]>();
  for (const vendor of vendors) {
    const row = index.vendors[vendor];
    if (!row) continue;
    const phrases = index.phrases[vendor] ?? [];
    const atSites = sites.get(vendor) ?? [];
    if (floor && atSites.length === 0 && !related.has(vendor) && isOutOfReach(phrases, floor)) continue;
    const allowed = [...mentionsOfVendor(phrases, found), ...atSites].filter((mention) =>
      isAllowed(mention, rules),
    );
    if (allowed.length > 0)
      mentions.set(vendor, withRelations(allowed, phrases, row, underOwner.has(vendor)));
  }
  return { incident, identifiers, mentions };
}

/** The considered rows with what speaks for and against each, rivals among them included. */
export function weigh(
  index: VendorIndex,
  { incident, identifiers, mentions }: Considered,
  weights: MatchWeights,
): WeighedCandidates {
  const objectable = {
    identifiers,
    affectedProducts: incident.affectedProducts,
    isBreach: incident.incidentType === 'data_breach',
  };
  const candidates: Candidate[] = [];
  for (const [vendor, own] of mentions) {
    const row = index.vendors[vendor];
    if (!row) continue;
    const supporting = supportingSignals(own, weights);
    candidates.push({
      vendor,
      mentions: own,
      supporting,
      contrary: counterEvidenceSignals(supporting, own, row, objectable, weights),
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
