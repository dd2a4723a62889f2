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

/** Whose word the severity is: that of the score, else of those who know of exploits, else of the first who has one. */
function severityOf(
  parts: readonly NormalizedIncident[],
  scored: NormalizedIncident | undefined,
): Pick<MergedIncident, 'severity' | 'severityKnown'> & { by: NormalizedIncident[] } {
  if (scored !== undefined) return { severity: scored.severity, severityKnown: true, by: [scored] };
  const exploited = parts.filter((part) => part.kevAddedOn !== null);
  if (exploited.length > 0) {
    const severity = parts.some((part) => part.knownRansomware) ? 'critical' : 'high';
    return { severity, severityKnown: true, by: exploited };
  }
  const known = parts.find((part) => part.severityKnown);
  return {
    severity: known?.severity ?? 'medium',
    severityKnown: known !== undefined,
    by: known === undefined ? [] : [known],
  };
}

/**
 * Rejection travels from CVE.org to NVD. CVE.org's word counts, unless its copy here is older than the rejection
 * that NVD already shows.
 */
function withdrawalOf(
  parts: readonly NormalizedIncident[],
): Pick<MergedIncident, 'withdrawnAt' | 'rejectedReason'> & { by: NormalizedIncident[] } {
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
    by: standing,
  };
}

function productsOf(parts: readonly NormalizedIncident[]): AffectedProduct[] {
  const [only, more] = parts;
  // One source names each product once.
  if (only !== undefined && more === undefined) return only.affectedProducts;
  const seen = new Set<string>();
  return parts
    .flatMap((part) => part.affectedProducts)
    .filter((product) => {
      const { vendor, product: name, cpe = null, package: from = null } = product;
      // Two packages of one name and no vendor are two products.
      const key = JSON.stringify([vendor, name, cpe, vendor === null ? from : null]).toLowerCase();
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST_PRODUCTS);
}

function union(lists: readonly (readonly string[])[]): string[] {
  const all = lists.flat();
  // Most incidents have one or none.
  return all.length < 2 ? all : [...new Set(all)].sort(compareText);
}
const earliest = (dates: readonly (string | null)[]): string | null =>
  dates.filter((date) => date !== null).sort(compareText)[0] ?? null;
const latest = (dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .sort(compareText)
    .at(-1) ?? null;

function statusPart(
  parts: readonly NormalizedIncident[],
  withdrawn: boolean,
): NormalizedIncident | undefined {
  return (withdrawn ? parts.filter((p) => p.withdrawnAt !== null) : parts)
    .toSorted((a, b) => Number(b.source === 'nvd') - Number(a.source === 'nvd'))
    .find((part) => part.sourceStatus !== null);
}

/** KEV's own catalogue knows best what is in it: what it has taken out, others may still repeat. */
function kevOf(parts: readonly NormalizedIncident[]): Pick<MergedIncident, 'kevAddedOn'> & {
  by: NormalizedIncident[];
} {
  const kev = parts.find((part) => part.source === 'kev');
  const heard = kev === undefined ? parts : [kev];
  const kevAddedOn = earliest(heard.map((part) => part.kevAddedOn));
  return { kevAddedOn, by: heard.filter((part) => kevAddedOn !== null && part.kevAddedOn === kevAddedOn) };
}

/** Which parts each field of an incident comes from. */
export interface Choice {
  all: NormalizedIncident[];
  /** Those that count: not an entry that KEV has taken out, where others speak of the same CVE. */
  heard: NormalizedIncident[];
  /** Those with dates of their own. */
  records: NormalizedIncident[];
  titled: NormalizedIncident;
  described: NormalizedIncident;
  scored: NormalizedIncident | undefined;
  severity: ReturnType<typeof severityOf>;
  /** Whose page is shown. */
  home: NormalizedIncident;
  status: NormalizedIncident | undefined;
  withdrawal: ReturnType<typeof withdrawalOf>;
  kev: ReturnType<typeof kevOf>;
  counted: NormalizedIncident | undefined;
}

const others = (parts: NormalizedIncident[], without: (part: NormalizedIncident) => boolean) => {
  const rest = parts.filter((part) => !without(part));
  return rest.length === 0 ? parts : rest;
};

/**
 * Chooses whose word counts, field by field; the order in which parts arrived does not matter. Throws a RangeError
 * when there is no part, or when parts of different incidents are mixed.
 */
export function chooseParts(parts: IncidentParts): Choice {
  const all = bySource(parts);
  const [any] = all;
  if (any === undefined) throw new RangeError('An incident has at least one part');
  if (all.some((part) => part.externalId !== any.externalId || part.incidentType !== any.incidentType)) {
    throw new RangeError(`Parts of different incidents: ${all.map((part) => part.externalId).join(', ')}`);
  }
  const kev = kevOf(all);
  const heard = others(all, (part) => part.source === 'kev' && part.kevAddedOn === null);
  const [first = any] = heard;
  const scored = scoredPart(heard);
  const withdrawal = withdrawalOf(heard);
  // Without a score, a severity rests on KEV alone.
  const judged = heard.map((part) =>
    kev.kevAddedOn === null && part.kevAddedOn !== null
      ? { ...part, kevAddedOn: null, severityKnown: false }
      : part,
  );
  return {
    all,
    heard,
    // KEV's dates say when a CVE was found to be exploited, which is not when it was published or changed.
    records: others(heard, (part) => part.source === 'kev'),
    titled:
      heard.toSorted(
        (a, b) => TITLE_ORIGINS.indexOf(a.titleOrigin) - TITLE_ORIGINS.indexOf(b.titleOrigin),
      )[0] ?? first,
    described: heard.find((part) => part.description !== '') ?? first,
    scored,
    severity: severityOf(judged, scored),
    home: heard.find((part) => part.source === 'nvd') ?? first,
    status: statusPart(heard, withdrawal.withdrawnAt !== null),
    withdrawal,
    kev,
    counted: heard.find((part) => part.pwnCount !== null),
  };
}

/** The parts of one incident put together, whatever their order of arrival. Throws what `chooseParts` throws. */
export function mergeIncident(parts: IncidentParts): MergedIncident {
  const { all, heard, records, ...chosen } = chooseParts(parts);
  const { rejectedReason } = chosen.withdrawal;
  const merged = {
    incidentType: chosen.home.incidentType,
    externalId: chosen.home.externalId,
    title: chosen.titled.title,
    description: chosen.described.description,
    descriptionTruncated: chosen.described.descriptionTruncated,
    severity: chosen.severity.severity,
    severityKnown: chosen.severity.severityKnown,
    cvssScore: chosen.scored?.cvssScore ?? null,
    cvssVector: chosen.scored?.cvssVector ?? null,
    cvssVersion: chosen.scored?.cvssVersion ?? null,
    source: chosen.home.source,
    sourceUrl: chosen.home.sourceUrl,
    publishedDate: earliest(records.map((part) => part.publishedDate)),
    modifiedDate: latest(records.map((part) => part.modifiedDate)),
    sourceStatus: chosen.status?.sourceStatus ?? null,
    withdrawnAt: chosen.withdrawal.withdrawnAt,
    ...(rejectedReason === undefined ? {} : { rejectedReason }),
    kevAddedOn: chosen.kev.kevAddedOn,
    knownRansomware: heard.some((part) => part.knownRansomware),
    cwes: union(heard.map((part) => part.cwes)),
    affectedProducts: productsOf(heard),
    domains: union(heard.map((part) => part.domains)),
    dataClasses: union(heard.map((part) => part.dataClasses)),
    pwnCount: chosen.counted?.pwnCount ?? null,
  };
  return {
    ...merged,
    parts: Object.fromEntries(all.map((part) => [part.source, part])),
    fingerprint: fingerprint(merged),
  };
}
