import { cut } from '../../../domain/text/cut.ts';
import type { NormalizedIncident } from '../../../domain/incidents/normalized-incident.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';

/** Entries and rejects that a preview shows. */
const MOST_SHOWN = 20;
const DESCRIPTION_LENGTH = 400;

/** An entry as it would be stored. */
export interface PreviewEntry {
  external_id: string;
  title: string;
  description: string;
  severity: NormalizedIncident['severity'];
  severity_known: boolean;
  cvss_score: number | null;
  source_url: string | null;
  published_date: string | null;
  modified_date: string | null;
  affected_products: { vendor: string | null; product: string | null; versions: number }[];
  domains: string[];
  cves: string[];
  withdrawn: boolean;
  /** Older than the feed looks back: it would not be taken in. */
  too_old: boolean;
}

/** What an address gives, or why it gives nothing; never a word of the answer that was not parsed. */
export interface Preview {
  error: { code: string; message: string } | null;
  /** Entries of the document, or documents that the indexes list. */
  total: number;
  /** Of those, as many as were read for this. */
  read: number;
  /** Pages of a list that were read for this, and whether another one follows. */
  pages: number;
  more: boolean;
  readable: number;
  rejected: number;
  entries: PreviewEntry[];
  rejects: { external_id: string | null; reason: string }[];
}

function entryShown(incident: NormalizedIncident, since: string): PreviewEntry {
  const { part } = incident;
  const cves = part !== null && typeof part === 'object' && !Array.isArray(part) ? part['cves'] : [];
  const seen = incident.modifiedDate ?? incident.publishedDate;
  return {
    external_id: incident.externalId,
    title: incident.title,
    description: cut(incident.description, DESCRIPTION_LENGTH),
    severity: incident.severity,
    severity_known: incident.severityKnown,
    cvss_score: incident.cvssScore,
    source_url: incident.sourceUrl,
    published_date: incident.publishedDate,
    modified_date: incident.modifiedDate,
    affected_products: incident.affectedProducts
      .slice(0, MOST_SHOWN)
      .map(({ vendor, product, versions }) => ({ vendor, product, versions: versions?.length ?? 0 })),
    domains: incident.domains,
    cves: Array.isArray(cves) ? cves.map(String) : [],
    withdrawn: incident.withdrawnAt !== null,
    too_old: seen !== null && seen < since,
  };
}

/** What was read, as it is shown; entries from before `since` (ISO 8601) are marked as too old. */
export function previewOf(
  read: readonly ReadEntry[],
  total: number,
  since: string,
  { pages, more } = { pages: 1, more: false },
): Preview {
  const incidents = read.flatMap((entry) => ('incident' in entry ? [entry.incident] : []));
  const rejects = read.flatMap((entry) => ('reject' in entry ? [entry.reject] : []));
  return {
    error: null,
    total,
    read: read.length,
    pages,
    more,
    readable: incidents.length,
    rejected: rejects.length,
    entries: incidents.slice(0, MOST_SHOWN).map((incident) => entryShown(incident, since)),
    rejects: rejects
      .slice(0, MOST_SHOWN)
      .map(({ externalId, reason }) => ({ external_id: externalId ?? null, reason })),
  };
}

const NOTHING = {
  total: 0,
  read: 0,
  pages: 0,
  more: false,
  readable: 0,
  rejected: 0,
  entries: [],
  rejects: [],
};

/** Nothing, and why. */
export const failed = (code: string, message: string): Preview => ({ ...NOTHING, error: { code, message } });
