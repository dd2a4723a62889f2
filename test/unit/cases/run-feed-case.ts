import type { Calendar } from '../../../src/domain/response/due-date.ts';
import { dueDate } from '../../../src/domain/response/due-date.ts';
import type { CustomFeedReading } from '../../../src/domain/feeds/custom-feed.ts';
import { DEFAULT_MATCHING_RULES, type AffectedProduct } from '../../../src/domain/incidents/incident.ts';
import type {
  NormalizedIncident,
  NormalizeResult,
} from '../../../src/domain/incidents/normalized-incident.ts';
import { isAffectedVersion } from '../../../src/domain/incidents/versions.ts';
import { timeOf } from '../../../src/feeds/custom/entry.ts';
import { parseDocument, type Parsed, type ParseTask } from '../../../src/feeds/custom/parse-document.ts';
import { normalizeCveRecord } from '../../../src/feeds/sources/cve-org/normalize.ts';
import { normalizeKevEntry } from '../../../src/feeds/sources/kev/normalize.ts';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';
import { matchIncident } from '../../../src/matching/scoring/match.ts';
import { parseRegister } from '../../../src/services/register/parse-register.ts';

/** One input from the world outside with what is right for it: `expected` names paths in what comes out. */
export interface FeedCase {
  id: string;
  kind: keyof typeof RUN;
  /** What the input shows, in the words of whoever met it first. */
  says?: string;
  input: Record<string, unknown>;
  expected: Record<string, unknown>;
}

const ADDRESS = 'https://news.example/feeds/sec.xml';

const feedOf = (input: FeedCase['input'], kind: 'rss' | 'csaf'): CustomFeedReading => ({
  id: 'own:1',
  key: 'k',
  name: 'Feed',
  kind,
  incidentType: kind === 'csaf' ? 'vulnerability_disclosure' : 'security_alert',
  vendor: null,
  defaultSeverity: null,
  mapping: null,
  ...(input['feed'] as Partial<CustomFeedReading> | undefined),
});

function bytesOf({ body, body_base64: coded }: FeedCase['input']): Buffer {
  return typeof coded === 'string' ? Buffer.from(coded, 'base64') : Buffer.from(String(body));
}

/** An incident in the words of the cases; `versions` says of each version asked for whether it is affected. */
function told(incident: NormalizedIncident, { versions }: FeedCase['input']) {
  const [first] = incident.affectedProducts;
  const asked = (versions ?? []) as string[];
  return {
    id: incident.externalId,
    title: incident.title,
    description: incident.description,
    url: incident.sourceUrl,
    published: incident.publishedDate,
    products: incident.affectedProducts,
    part: incident.part,
    score: incident.cvssScore,
    versions: Object.fromEntries(
      asked.map((version) => [version, isAffectedVersion(version, first?.versions ?? [])]),
    ),
  };
}

function parsed(task: ParseTask): Parsed[ParseTask['as']] | { error: string } {
  try {
    return parseDocument(task);
  } catch (error) {
    return { error: String(error) };
  }
}

function runRss(input: FeedCase['input']): unknown {
  const feed = feedOf(input, 'rss');
  const given = input['content_type'];
  const contentType = typeof given === 'string' ? given : 'application/rss+xml';
  const read = parsed({
    as: 'list',
    feed,
    asked: ADDRESS,
    url: ADDRESS,
    link: null,
    bytes: bytesOf(input),
    contentType,
  });
  if (!('entries' in read)) return read;
  const entries = read.entries.map((one) => ('incident' in one ? told(one.incident, input) : one));
  const ids = new Set(entries.map((one) => ('id' in one ? one.id : undefined)));
  return { distinct_ids: ids.size === entries.length, entries };
}

function runAdvisory(input: FeedCase['input']): unknown {
  const bytes = Buffer.from(JSON.stringify(input['document']));
  const read = parsed({
    as: 'advisory',
    feed: feedOf(input, 'csaf'),
    url: ADDRESS,
    bytes,
    contentType: 'application/json',
  });
  return 'incident' in read ? told(read.incident, input) : read;
}

const NORMALIZERS: Record<string, (raw: unknown) => NormalizeResult> = {
  nvd: normalizeNvdCve,
  'cve-org': normalizeCveRecord,
  kev: (raw) => normalizeKevEntry(raw),
};

function runRecord(input: FeedCase['input']): unknown {
  const result = NORMALIZERS[String(input['source'])]?.(input['record']);
  return result !== undefined && 'incident' in result ? told(result.incident, input) : result;
}

function runMatch(input: FeedCase['input']): { match: boolean } {
  const { affectedProducts, ...incident } = input['incident'] as Parameters<typeof matchIncident>[1];
  const vendors = (input['vendors'] as Parameters<typeof buildVendorIndex>[0]).map((vendor, at) => ({
    ...vendor,
    id: `v${at}`,
  }));
  const products = affectedProducts.map((product): AffectedProduct => ({ ...product, source: 'nvd' }));
  const whole = { ...incident, id: 'i', externalId: 'X-1', affectedProducts: products };
  const matches = matchIncident(buildVendorIndex(vendors), whole, DEFAULT_MATCHING_RULES);
  return { match: matches.some(({ vendorId }) => vendorId === 'v0') };
}

function runCsv(input: FeedCase['input']): unknown {
  try {
    const { rows, faults } = parseRegister(String(input['text']), 'csv');
    return { names: rows.map(({ vendor }) => vendor.name), faults: faults.length };
  } catch (error) {
    return { error: String(error) };
  }
}

const RUN = {
  match: runMatch,
  rss: runRss,
  'csaf-advisory': runAdvisory,
  'csaf-index': (input: FeedCase['input']): unknown =>
    parsed({
      as: 'index',
      withSecret: false,
      url: String(input['url']),
      bytes: bytesOf(input),
      contentType: 'application/json',
    }),
  record: runRecord,
  date: (input: FeedCase['input']): unknown => ({ time: timeOf(String(input['text'])) }),
  'due-date': (input: FeedCase['input']): unknown => ({
    due: dueDate(String(input['now']), Number(input['days']), input['calendar'] as Calendar),
  }),
  csv: runCsv,
};

function valueAt(got: unknown, path: string): unknown {
  const keys = path.startsWith('versions:') ? ['versions', path.slice(9)] : path.split('.');
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], got);
}

/** True for the wanted value itself, or one of `{ any: [...] }`. */
function fits(got: unknown, want: unknown): boolean {
  const any = (want as { any?: unknown[] } | null)?.any;
  return any === undefined ? JSON.stringify(got) === JSON.stringify(want) : any.some((one) => fits(got, one));
}

/** What of a case came out wrong, path by path; nothing where all is right. */
export function faultsOf({ kind, input, expected }: FeedCase): string[] {
  const got = RUN[kind](input);
  return Object.entries(expected).flatMap(([path, want]) =>
    fits(valueAt(got, path), want)
      ? []
      : [`${path}: ${JSON.stringify(want)} expected of ${JSON.stringify(got)}`],
  );
}
