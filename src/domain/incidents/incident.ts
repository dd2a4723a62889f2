import type { IncidentType, Severity } from '../vocabulary.ts';

/** A product that a source names as affected, with the source that says so. */
export interface AffectedProduct {
  vendor: string | null;
  product: string | null;
  /** CPE 2.3 formatted string, present only where the source gives one. */
  cpe?: string;
  versions?: AffectedVersions[];
  /** Package URL, or the web address of the package's collection or repository. */
  package?: string;
  /** `nvd`, `cve-org`, `kev`, `hibp`, `manual` or a custom feed's id. */
  source: string;
}

/** One range or single version in a form that can be compared. */
export interface AffectedVersions {
  version?: string;
  versionStartIncluding?: string;
  versionStartExcluding?: string;
  versionEndIncluding?: string;
  versionEndExcluding?: string;
  versionType?: string;
  status?: 'affected' | 'unaffected' | 'unknown';
}

/** What the matcher reads of an incident. */
export interface MatchableIncident {
  id: string;
  incidentType: IncidentType;
  externalId: string;
  title: string;
  description: string;
  affectedProducts: AffectedProduct[];
  domains: string[];
  /** Web addresses that the sources give for further reading. */
  references?: readonly string[];
  /** Who assigned the CVE id: the short name or the mail address that a source gives. */
  assigners?: readonly string[];
  severity: Severity;
}

/** What the matcher reads of a register row. */
export interface MatchableVendor {
  id: string;
  name: string;
  legalName?: string | null;
  website?: string | null;
  aliases: string[];
  domains: string[];
  products: { name: string; cpe?: string | null; version?: string | null }[];
}

export const MATCH_STRATEGIES = [
  'exact_name',
  'alias',
  'domain',
  'product',
  'vendor_product',
  'fuzzy_name',
  'text',
] as const;
export type MatchStrategy = (typeof MATCH_STRATEGIES)[number];

/** One piece of evidence of a match; `score` and `weight` are in 0..1. */
export interface Evidence {
  strategy: MatchStrategy;
  incident_value: string;
  vendor_value: string;
  score: number;
  weight: number;
}

/** The tenant's rules of matching (`matching_rules`). */
export interface MatchingRules {
  match_by_domain: boolean;
  match_by_name: boolean;
  match_by_product: boolean;
  /** Similarity 0..1 from which a misspelt name counts. */
  fuzzy_match_threshold: number;
  exact_match_required: boolean;
  /** Confidence 0..1 from which a match exists. */
  min_match_confidence: number;
}

export const DEFAULT_MATCHING_RULES: MatchingRules = {
  match_by_domain: true,
  match_by_name: true,
  match_by_product: true,
  fuzzy_match_threshold: 0.8,
  exact_match_required: false,
  min_match_confidence: 0.5,
};
