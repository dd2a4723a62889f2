import { fingerprint } from './fingerprint.ts';
import type { AffectedProduct } from './incident.ts';
import { CVSS_VERSIONS, SCORE_ORIGINS, TITLE_ORIGINS } from './normalized-incident.ts';
import type { IncidentParts, MergedIncident, NormalizedIncident } from './normalized-incident.ts';

/** Whose word counts first where sources agree in everything else: the CNA's own record, then those built on it. */
const SOURCE_ORDER = ['cve-org', 'nvd', 'kev'];
const MOST_PRODUCTS = 250;

const sourceRank = (part: NormalizedIncident): number => {
  const rank = SOURCE_ORDER.indexOf(part.source);
  return rank === -1 ? SOURCE_ORDER.length : rank;
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function bySource(parts: IncidentParts): NormalizedIncident[] {
  return Object.values(parts)
    .filter((part) => part !== undefined)
    .sort((a, b) => sourceRank(a) - sourceRank(b) || compareText(a.source, b.source));
}

/** The part whose score counts: CVSS version, then who gave it, then NVD before others, then the higher one. */
function scoredPart(parts: readonly NormalizedIncident[]): NormalizedIncident | undefined {
  const rank = (list: readonly string[], value: string | null) =>
    value === null ? list.length : list.indexOf(value);
  return parts
    .filter((part) => part.cvssScore !== null)
    .toSorted(
      (a, b) =>
        rank(CVSS_VERSIONS, a.cvssVersion) - rank(CVSS_VERSIONS, b.cvssVersion) ||
        rank(SCORE_ORIGINS, a.scoreOrigin) - rank(SCORE_ORIGINS, b.scoreOrigin) ||
        Number(b.source === 'nvd') - Number(a.source === 'nvd') ||
        (b.cvssScore ?? 0) - (a.cvssScore ?? 0),
    )[0];
}

function severityOf(
  parts: readonly NormalizedIncident[],
  scored: NormalizedIncident | undefined,
): Pick<MergedIncident, 'severity' | 'severityKnown'> {
  if (scored !== undefined) return { severity: scored.severity, severityKnown: true };
  const exploited = parts.some((part) => part.kevAddedOn !== null);
  if (exploited) {
    return {
      severity: parts.some((part) => part.knownRansomware) ? 'critical' : 'high',
      severityKnown: true,
    };
  }
  const known = parts.find((part) => part.severityKnown);
  return { severity: known?.severity ?? 'medium', severityKnown: known !== undefined };
}

/**
 * Rejection travels from CVE.org to NVD. CVE.org's word counts, unless its copy here is older than the rejection
 * that NVD already shows.
 */
function withdrawalOf(
  parts: readonly NormalizedIncident[],
): Pick<MergedIncident, 'withdrawnAt' | 'rejectedReason'> {
  const withdrawn = parts.filter((part) => part.withdrawnAt !== null);
  const authority = parts.find((part) => part.source === 'cve-org');
  const standing = withdrawn.filter(
    (part) =>
      authority === undefined ||
      part === authority ||
      (authority.modifiedDate ?? '') <= (part.withdrawnAt ?? ''),
  );
  const first = standing.toSorted((a, b) => compareText(a.withdrawnAt ?? '', b.withdrawnAt ?? ''))[0];
  const reason = standing.find((part) => part.rejectedReason)?.rejectedReason;
  return {
    withdrawnAt: first?.withdrawnAt ?? null,
    ...(reason === undefined ? {} : { rejectedReason: reason }),
  };
}

function productsOf(parts: readonly NormalizedIncident[]): AffectedProduct[] {
  const seen = new Set<string>();
  return parts
    .flatMap((part) => part.affectedProducts)
    .filter((product) => {
      const key = JSON.stringify([product.vendor, product.product, product.cpe ?? null]).toLowerCase();
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST_PRODUCTS);
}

const union = (lists: readonly (readonly string[])[]): string[] =>
  [...new Set(lists.flat())].sort(compareText);
const earliest = (dates: readonly (string | null)[]): string | null =>
  dates.filter((date) => date !== null).sort(compareText)[0] ?? null;
const latest = (dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .sort(compareText)
    .at(-1) ?? null;

function statusOf(parts: readonly NormalizedIncident[], withdrawn: boolean): string | null {
  const part = (withdrawn ? parts.filter((p) => p.withdrawnAt !== null) : parts).toSorted(
    (a, b) => Number(b.source === 'nvd') - Number(a.source === 'nvd'),
  );
  return part.find((p) => p.sourceStatus !== null)?.sourceStatus ?? null;
}

/**
 * The parts of one incident put together; the order in which they arrived does not matter. Throws a RangeError
 * when there is no part, or when parts of different incidents are mixed.
 */
export function mergeIncident(parts: IncidentParts): MergedIncident {
  const ordered = bySource(parts);
  const [first] = ordered;
  if (first === undefined) throw new RangeError('An incident has at least one part');
  if (
    ordered.some((part) => part.externalId !== first.externalId || part.incidentType !== first.incidentType)
  ) {
    throw new RangeError(
      `Parts of different incidents: ${ordered.map((part) => part.externalId).join(', ')}`,
    );
  }
  const titled = ordered.toSorted(
    (a, b) => TITLE_ORIGINS.indexOf(a.titleOrigin) - TITLE_ORIGINS.indexOf(b.titleOrigin),
  )[0];
  const described = ordered.find((part) => part.description !== '') ?? first;
  const scored = scoredPart(ordered);
  const withdrawal = withdrawalOf(ordered);
  // KEV's dates say when a CVE was found to be exploited, which is not when it was published or changed.
  const records = ordered.some((part) => part.source !== 'kev')
    ? ordered.filter((part) => part.source !== 'kev')
    : ordered;
  const kev = ordered.find((part) => part.source === 'kev');
  const merged = {
    incidentType: first.incidentType,
    externalId: first.externalId,
    title: titled?.title ?? first.title,
    description: described.description,
    descriptionTruncated: described.descriptionTruncated,
    ...severityOf(ordered, scored),
    cvssScore: scored?.cvssScore ?? null,
    cvssVector: scored?.cvssVector ?? null,
    cvssVersion: scored?.cvssVersion ?? null,
    source: (ordered.find((part) => part.source === 'nvd') ?? first).source,
    sourceUrl: (ordered.find((part) => part.source === 'nvd') ?? first).sourceUrl,
    publishedDate: earliest(records.map((part) => part.publishedDate)),
    modifiedDate: latest(records.map((part) => part.modifiedDate)),
    sourceStatus: statusOf(ordered, withdrawal.withdrawnAt !== null),
    ...withdrawal,
    kevAddedOn: kev?.kevAddedOn ?? earliest(ordered.map((part) => part.kevAddedOn)),
    knownRansomware: ordered.some((part) => part.knownRansomware),
    cwes: union(ordered.map((part) => part.cwes)),
    affectedProducts: productsOf(ordered),
    domains: union(ordered.map((part) => part.domains)),
    dataClasses: union(ordered.map((part) => part.dataClasses)),
    pwnCount: ordered.find((part) => part.pwnCount !== null)?.pwnCount ?? null,
  };
  return {
    ...merged,
    parts: Object.fromEntries(ordered.map((p) => [p.source, p])),
    fingerprint: fingerprint(merged),
  };
}
