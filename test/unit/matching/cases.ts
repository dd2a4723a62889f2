import {
  DEFAULT_MATCHING_RULES,
  type MatchableIncident,
  type MatchableVendor,
  type MatchingRules,
} from '../../../src/domain/incidents/incident.ts';
import { matchIncident, type Match, type MatchOptions } from '../../../src/matching/scoring/match.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';

/** A register row; the id is the name unless given. */
export function vendor(
  name: string,
  more: Partial<Omit<MatchableVendor, 'products'>> & { products?: string[] } = {},
): MatchableVendor {
  const { products = [], ...rest } = more;
  return {
    id: name,
    name,
    aliases: [],
    domains: [],
    ...rest,
    products: products.map((product) => ({ name: product })),
  };
}

/** A CVE that names vendor and product, as the CVE list does. */
export function cve(
  named: string | null,
  product: string | null,
  more: Partial<MatchableIncident> = {},
): MatchableIncident {
  return incident({ affectedProducts: [{ vendor: named, product, source: 'cve-org' }], ...more });
}

export function incident(more: Partial<MatchableIncident>): MatchableIncident {
  return {
    id: 'incident',
    incidentType: 'cve',
    externalId: 'CVE-2024-0001',
    title: 'CVE-2024-0001',
    description: '',
    affectedProducts: [],
    domains: [],
    severity: 'high',
    ...more,
  };
}

export function match(
  register: MatchableVendor[],
  what: MatchableIncident,
  rules: Partial<MatchingRules> = {},
  options: MatchOptions = {},
): Match[] {
  return matchIncident(buildVendorIndex(register), what, { ...DEFAULT_MATCHING_RULES, ...rules }, options);
}

/** The names of the rows that an incident is matched to. */
export function matched(
  register: MatchableVendor[],
  what: MatchableIncident,
  rules: Partial<MatchingRules> = {},
): string[] {
  return match(register, what, rules).map((found) => found.vendorId);
}
