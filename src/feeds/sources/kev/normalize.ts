import { z } from 'zod';
import type { AffectedProduct } from '../../../domain/incidents/incident.ts';
import type { NormalizeResult } from '../../../domain/incidents/normalized-incident.ts';
import { cveIncident } from '../../normalize/cve-incident.ts';
import { cveId, cutOrNull, cweList, day, nameOrNull, utcTime } from '../../normalize/fields.ts';
import { dig, normalizeRecord } from '../../normalize/guard.ts';

const text = z.string().nullish();

const kevEntry = z.object({
  cveID: cveId,
  vendorProject: text,
  product: text,
  vulnerabilityName: text,
  dateAdded: day,
  shortDescription: text,
  requiredAction: text,
  dueDate: day.nullish().catch(null),
  knownRansomwareCampaignUse: text,
  notes: text,
  cwes: z.array(z.string()).nullish(),
});
type KevEntry = z.infer<typeof kevEntry>;

function productOf(entry: KevEntry): AffectedProduct[] {
  const vendor = nameOrNull(entry.vendorProject);
  const named = nameOrNull(entry.product);
  const product = named !== null && /^multiple\b/i.test(named) ? null : named;
  return vendor === null && product === null ? [] : [{ vendor, product, source: 'kev' }];
}

function build(entry: KevEntry, dateReleased: string | null): NormalizeResult {
  const knownRansomware = entry.knownRansomwareCampaignUse?.toLowerCase() === 'known';
  const incident = cveIncident({
    cveId: entry.cveID,
    source: 'kev',
    sourceUrl: `https://www.cisa.gov/known-exploited-vulnerabilities-catalog?search_api_fulltext=${entry.cveID}`,
    kevName: entry.vulnerabilityName,
    description: entry.shortDescription ?? '',
    scores: [],
    kevAddedOn: entry.dateAdded,
    knownRansomware,
    publishedDate: utcTime.parse(entry.dateAdded),
    modifiedDate: dateReleased ?? utcTime.parse(entry.dateAdded),
    sourceStatus: null,
    withdrawnAt: null,
    cwes: cweList(entry.cwes ?? []),
    affectedProducts: productOf(entry),
    part: {
      vulnerability_name: cutOrNull(entry.vulnerabilityName, 500),
      required_action: cutOrNull(entry.requiredAction, 2_000),
      due_date: entry.dueDate ?? null,
      notes: cutOrNull(entry.notes, 2_000),
    },
  });
  return { incident };
}

/**
 * An entry of CISA's KEV as an incident, or set aside with its reason. Never throws. Entries carry no date of
 * change, so that of the catalogue (`dateReleased`, ISO 8601) stands for it.
 */
export function normalizeKevEntry(raw: unknown, dateReleased: string | null = null): NormalizeResult {
  return normalizeRecord(
    raw,
    kevEntry,
    (entry) => dig(entry, 'cveID'),
    (entry) => build(entry, dateReleased),
  );
}
