import { chooseParts } from './merge-incident.ts';
import type { IncidentParts, NormalizedIncident } from './normalized-incident.ts';

/** Which sources each shown field comes from, by the field's name in answers; fields without a value are left out. */
export type Provenance = Record<string, string[]>;

const sourcesOf = (parts: readonly (NormalizedIncident | undefined)[]): string[] =>
  parts.flatMap((part) => (part === undefined ? [] : [part.source]));

const bearing = (parts: readonly NormalizedIncident[], date: (part: NormalizedIncident) => string | null) =>
  parts
    .filter((part) => date(part) !== null)
    .toSorted((a, b) => ((date(a) ?? '') < (date(b) ?? '') ? -1 : 1));

/**
 * Where the fields of a merged incident come from, by the rules by which it was merged. Derived from the parts, so
 * that nothing of it need be stored. None for an incident without parts, which is all its `source`'s own.
 */
export function provenanceOf(parts: IncidentParts): Provenance {
  if (Object.keys(parts).length === 0) return {};
  const { heard, records, titled, described, scored, severity, home, status, withdrawal, kev, counted } =
    chooseParts(parts);
  const fields: Record<string, string[]> = {
    title: [titled.source],
    description: described.description === '' ? [] : [described.source],
    severity: sourcesOf(severity.by),
    cvss_score: sourcesOf([scored]),
    source_url: home.sourceUrl === null ? [] : [home.source],
    published_date: sourcesOf(bearing(records, (part) => part.publishedDate).slice(0, 1)),
    modified_date: sourcesOf(bearing(records, (part) => part.modifiedDate).slice(-1)),
    source_status: sourcesOf([status]),
    withdrawn_at: withdrawal.withdrawnAt === null ? [] : sourcesOf(withdrawal.by),
    kev_added_on: sourcesOf(kev.by),
    cwes: sourcesOf(heard.filter((part) => part.cwes.length > 0)),
    affected_products: sourcesOf(heard.filter((part) => part.affectedProducts.length > 0)),
    domains: sourcesOf(heard.filter((part) => part.domains.length > 0)),
    data_classes: sourcesOf(heard.filter((part) => part.dataClasses.length > 0)),
    pwn_count: sourcesOf([counted]),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, sources]) => sources.length > 0));
}
