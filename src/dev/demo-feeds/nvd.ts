import type { NvdCve } from './records.ts';
import { empty, json } from './reply.ts';
import type { DemoRequest, Reply } from './reply.ts';

const MOST_RESULTS = 2_000;
const LONGEST_WINDOW_MS = 120 * 86_400_000;
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WINDOWS = {
  lastMod: (cve: NvdCve) => cve.lastModified,
  pub: (cve: NvdCve) => cve.published,
  kev: (cve: NvdCve) => cve.cisaExploitAdd,
};

type Filter = (cve: NvdCve) => boolean;

/** NVD refuses with a 404, no body, and the reason in a header. */
class Refusal extends Error {}

const utc = (text: string): number => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);

function windowFilter(query: URLSearchParams, prefix: keyof typeof WINDOWS): Filter[] {
  const [start, end] = [query.get(`${prefix}StartDate`), query.get(`${prefix}EndDate`)];
  if (start === null && end === null) return [];
  if (start === null || end === null)
    throw new Refusal(`Both ${prefix}StartDate and ${prefix}EndDate are required.`);
  const [from, to] = [utc(start), utc(end)];
  if (Number.isNaN(from) || Number.isNaN(to)) throw new Refusal(`Invalid ${prefix} date.`);
  if (to < from || to - from > LONGEST_WINDOW_MS)
    throw new Refusal('The date range exceeds 120 days or is reversed.');
  const dateOf = WINDOWS[prefix];
  return [
    (cve) => {
      const date = dateOf(cve);
      // Days have no time of day: the whole day counts as its midnight.
      const time = date === undefined ? Number.NaN : utc(date.includes('T') ? date : `${date}T00:00:00`);
      return time >= from && time <= to;
    },
  ];
}

const severityIs =
  (metric: string, wanted: string): Filter =>
  (cve) =>
    (cve.metrics?.[metric] ?? []).some(
      (entry) => (entry.cvssData?.baseSeverity ?? entry.baseSeverity) === wanted.toUpperCase(),
    );

const textOf = (cve: NvdCve): string => cve.descriptions.map((d) => d.value.toLowerCase()).join(' ');
const matchesOf = (cve: NvdCve) =>
  (cve.configurations ?? []).flatMap((c) => c.nodes ?? []).flatMap((node) => node.cpeMatch ?? []);

/** A CPE name stands for all that begin like it: `cpe:2.3:o:fortinet:fortios` for every version of it. */
const cpeFilter = (name: string, vulnerableOnly: boolean): Filter => {
  const prefix = name.replace(/(:\*)+$/, '');
  return (cve) =>
    matchesOf(cve).some((m) => m.criteria.startsWith(prefix) && (!vulnerableOnly || m.vulnerable));
};

/** Every parameter by its name; flags take no value. */
const PARAMETERS: Record<string, (value: string, query: URLSearchParams) => Filter> = {
  cveId: (id) => {
    if (!/^CVE-\d{4}-\d{4,}$/i.test(id)) throw new Refusal('Invalid cveId parameter.');
    return (cve) => cve.id === id.toUpperCase();
  },
  hasKev: () => (cve) => cve.cisaExploitAdd !== undefined,
  noRejected: () => (cve) => cve.vulnStatus !== 'Rejected',
  keywordSearch: (words, query) => {
    const wanted = words.toLowerCase();
    const parts = query.has('keywordExactMatch') ? [wanted] : wanted.split(/\s+/);
    return (cve) => parts.every((part) => textOf(cve).includes(part));
  },
  cvssV2Severity: (value) => severityIs('cvssMetricV2', value),
  cvssV3Severity: (value) => {
    const filters = ['cvssMetricV31', 'cvssMetricV30'].map((metric) => severityIs(metric, value));
    return (cve) => filters.some((filter) => filter(cve));
  },
  cvssV4Severity: (value) => severityIs('cvssMetricV40', value),
  cweId: (cwe) => (cve) => (cve.weaknesses ?? []).some((w) => w.description?.some((d) => d.value === cwe)),
  cveTag: (tag) => (cve) => (cve.cveTags ?? []).some((entry) => entry.tags?.includes(tag)),
  sourceIdentifier: (source) => (cve) => cve.sourceIdentifier === source,
  cpeName: (name, query) => cpeFilter(name, query.has('isVulnerable')),
  virtualMatchString: (name) => cpeFilter(name, false),
};
const OTHERS = new Set([
  ...Object.keys(WINDOWS).flatMap((prefix) => [`${prefix}StartDate`, `${prefix}EndDate`]),
  ...['startIndex', 'resultsPerPage', 'keywordExactMatch', 'isVulnerable'],
]);

function numberOf(query: URLSearchParams, name: string, absent: number, most: number): number {
  const text = query.get(name);
  const value = text === null ? absent : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most) throw new Refusal(`Invalid ${name} parameter.`);
  return value;
}

function filtersOf(query: URLSearchParams): Filter[] {
  const unknown = [...query.keys()].find((name) => !(name in PARAMETERS) && !OTHERS.has(name));
  if (unknown !== undefined) throw new Refusal(`Invalid parameter: ${unknown}.`);
  const named = Object.entries(PARAMETERS).flatMap(([name, filter]) => {
    const value = query.get(name);
    return value === null ? [] : [filter(value, query)];
  });
  return [...named, ...(['lastMod', 'pub', 'kev'] as const).flatMap((prefix) => windowFilter(query, prefix))];
}

/** NVD's CVE API 2.0 over the records, in its order of ids as loaded, `pageSize` (2,000) a page at most. */
export function answerNvd(request: DemoRequest, cves: readonly NvdCve[], pageSize = MOST_RESULTS): Reply {
  const { query, headers } = request;
  try {
    const key = headers['apikey'];
    if (key !== undefined && !KEY.test(String(key))) throw new Refusal('Invalid apiKey.');
    const filters = filtersOf(query);
    const startIndex = numberOf(query, 'startIndex', 0, Number.MAX_SAFE_INTEGER);
    const perPage = Math.max(1, numberOf(query, 'resultsPerPage', MOST_RESULTS, MOST_RESULTS));
    const found = cves.filter((cve) => filters.every((filter) => filter(cve)));
    const page = found.slice(startIndex, startIndex + Math.min(perPage, pageSize));
    return json({
      resultsPerPage: page.length,
      startIndex,
      totalResults: found.length,
      format: 'NVD_CVE',
      version: '2.0',
      timestamp: new Date().toISOString().replace('Z', ''),
      vulnerabilities: page.map((cve) => ({ cve })),
    });
  } catch (error) {
    if (error instanceof Refusal) return empty(404, { message: error.message });
    throw error;
  }
}
