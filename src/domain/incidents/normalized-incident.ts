import type { AffectedProduct } from './incident.ts';
import type { IncidentType, Severity } from '../vocabulary.ts';

/** Anything that `jsonb` holds. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** CVSS versions in order of precedence. */
export const CVSS_VERSIONS = ['4.0', '3.1', '3.0', '2.0'] as const;
export type CvssVersion = (typeof CVSS_VERSIONS)[number];

/** Who gave a score, in order of precedence: NVD's primary one, the CNA's own, anybody else's. */
export const SCORE_ORIGINS = ['primary', 'cna', 'other'] as const;
export type ScoreOrigin = (typeof SCORE_ORIGINS)[number];

/** Where a title was taken from, in order of precedence. */
export const TITLE_ORIGINS = ['cna', 'kev', 'source', 'description'] as const;
export type TitleOrigin = (typeof TITLE_ORIGINS)[number];

/**
 * One record of one source in the product's own terms. Plain JSON throughout (times are ISO 8601 UTC, days
 * `YYYY-MM-DD`), so that it can be kept in `incident_details` as that source's part and merged again later.
 */
export interface NormalizedIncident {
  incidentType: IncidentType;
  /** CVE id, HIBP `Name`, or a custom feed entry's own id. */
  externalId: string;
  /** At most 500 characters. */
  title: string;
  titleOrigin: TitleOrigin;
  /** Plain text, at most 20,000 characters. */
  description: string;
  descriptionTruncated: boolean;
  severity: Severity;
  /** False for a CVE without any score that is not in KEV either: `medium`, and awaiting score. */
  severityKnown: boolean;
  /** 0.0 to 10.0. */
  cvssScore: number | null;
  cvssVector: string | null;
  cvssVersion: CvssVersion | null;
  scoreOrigin: ScoreOrigin | null;
  /** `nvd`, `cve-org`, `kev`, `hibp`, `manual` or a custom feed's id. */
  source: string;
  sourceUrl: string | null;
  publishedDate: string | null;
  /** The source's own last change of this record; an older one never overwrites a newer one. */
  modifiedDate: string | null;
  /** The source's own word: `Analyzed`, `Rejected`, `PUBLISHED`, `verified`… */
  sourceStatus: string | null;
  /** When the source rejected or withdrew the record. */
  withdrawnAt: string | null;
  rejectedReason?: string;
  /** Day of entry into CISA's Known Exploited Vulnerabilities. */
  kevAddedOn: string | null;
  knownRansomware: boolean;
  /** `CWE-79` form, sorted. */
  cwes: string[];
  affectedProducts: AffectedProduct[];
  /** Lower case, as the source names them. */
  domains: string[];
  dataClasses: string[];
  /** Accounts in a breach. */
  pwnCount: number | null;
  /** What else of the source's record is worth showing, bounded. */
  part: Json;
}

/** A record that does not parse: set aside with its reason, and the page goes on. */
export interface RejectedRecord {
  externalId?: string;
  reason: string;
  /** The record's beginning as text, at most 2,000 characters. */
  sample: string;
}

/** A record that is fine, but left out by configuration (a spam list, say); a stored copy of it is withdrawn. */
export interface OmittedRecord {
  externalId: string;
  reason: string;
}

/** What becomes of one raw record. */
export type NormalizeResult =
  { incident: NormalizedIncident } | { reject: RejectedRecord } | { omitted: OmittedRecord };

/** A record as a source gave it, not read yet: one whose content is stored already need not be. */
export interface FetchedRecord {
  /** Null where the record does not even give away its name. */
  externalId: string | null;
  /** Of everything but the date of change. Equal: the stored part says the same. */
  contentHash: string;
  /** ISO 8601 UTC; null where the source's records carry none. */
  modifiedDate: string | null;
  /** Never throws. */
  read(): NormalizeResult;
}

/** The parts of one incident by source, as kept in `incident_details`. */
export type IncidentParts = Readonly<Partial<Record<string, NormalizedIncident>>>;

/** The parts of one incident put together; `fingerprint` changes only when something that matters did. */
export interface MergedIncident extends Omit<NormalizedIncident, 'part' | 'titleOrigin' | 'scoreOrigin'> {
  parts: IncidentParts;
  fingerprint: string;
}
