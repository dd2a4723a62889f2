import { z } from 'zod';
import type { FetchedRecord } from '../../../domain/incidents/normalized-incident.ts';
import { daysBefore, windowsOf } from '../../definition/days-back.ts';
import type { FeedClientOptions, NvdClient, NvdPage, NvdPageRequest } from '../../definition/feed-clients.ts';
import { FeedError } from '../../http/feed-error.ts';
import type { FeedErrorCode } from '../../http/feed-error.ts';
import { fetchedRecord } from '../../definition/fetched-record.ts';
import type { RecordReader } from '../../definition/fetched-record.ts';
import { getJsonBody, unlessNotFound } from '../../http/fetch-json.ts';
import { utcTime } from '../../normalize/fields.ts';
import { dig } from '../../normalize/guard.ts';
import { normalizeNvdCve } from './normalize.ts';
import { readEnvelope } from '../../http/read-envelope.ts';

/** The most that NVD gives in one page. */
export const NVD_PAGE_SIZE = 2_000;
/** The longest window of last modification that NVD accepts. */
export const NVD_WINDOW_DAYS = 120;

const envelope = z.object({
  startIndex: z.int().min(0),
  totalResults: z.int().min(0),
  timestamp: utcTime.nullish().catch(null),
  vulnerabilities: z.array(z.unknown()),
});

/** An item of NVD's `vulnerabilities[]`: `{ cve }`. */
const nvdReader: RecordReader<unknown> = {
  externalId: (raw) => dig(raw, 'cve', 'id'),
  modified: (raw) => dig(raw, 'cve', 'lastModified'),
  content: (raw) => {
    const cve = dig(raw, 'cve');
    // The date of a rejected one is the date of its rejection.
    if (dig(cve, 'vulnStatus') === 'Rejected') return raw;
    return typeof cve === 'object' && cve !== null ? { ...cve, lastModified: undefined } : raw;
  },
  normalize: normalizeNvdCve,
};

/** The items of a page's `vulnerabilities[]`, to be read when needed. */
export const nvdRecords = (vulnerabilities: readonly unknown[]): FetchedRecord[] =>
  vulnerabilities.map((raw) => fetchedRecord(raw, nvdReader));

/** NVD says why in a header, and both a bad key and a bad parameter are a 404 with an empty body. */
function refusalOfNvd(
  status: number,
  headers: { get(name: string): string | null },
): FeedErrorCode | undefined {
  if (status === 403) return 'rate_limited';
  const message = headers.get('message');
  if (status !== 404 || message === null) return undefined;
  return /api\s*key/i.test(message) ? 'bad_key' : 'bad_request';
}

function urlOf(baseUrl: string, parameters: Record<string, string | number | undefined>): URL {
  const url = new URL(baseUrl);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** True unless it is scored below the threshold and not known to be exploited or withdrawn. */
function reaches(threshold: number, record: FetchedRecord): boolean {
  const result = record.read();
  if (!('incident' in result)) return true;
  const { cvssScore, kevAddedOn, withdrawnAt } = result.incident;
  return cvssScore === null || cvssScore >= threshold || kevAddedOn !== null || withdrawnAt !== null;
}

async function getPage(options: FeedClientOptions, request: NvdPageRequest): Promise<NvdPage> {
  const startIndex = request.startIndex ?? 0;
  const json = await get(options, {
    lastModStartDate: request.lastModStart,
    lastModEndDate: request.lastModEnd,
    startIndex,
    resultsPerPage: request.resultsPerPage ?? NVD_PAGE_SIZE,
  });
  const page = readEnvelope('NVD', envelope, json);
  if (page.startIndex !== startIndex) {
    throw new FeedError(
      'malformed',
      `NVD answered with the page at ${page.startIndex}, not at ${startIndex}`,
    );
  }
  const next = page.startIndex + page.vulnerabilities.length;
  if (page.vulnerabilities.length === 0 && next < page.totalResults) {
    throw new FeedError('malformed', `NVD answered with an empty page at ${next} of ${page.totalResults}`);
  }
  return {
    records: nvdRecords(page.vulnerabilities),
    startIndex: page.startIndex,
    totalResults: page.totalResults,
    nextStartIndex: next < page.totalResults ? next : null,
    timestamp: page.timestamp ?? null,
  };
}

const get = (options: FeedClientOptions, parameters: Record<string, string | number | undefined>) =>
  getJsonBody(
    { service: 'NVD', url: urlOf(options.baseUrl, parameters), keyHeader: 'apiKey', refusal: refusalOfNvd },
    options,
  );

async function* getCves(options: FeedClientOptions, daysBack: number, cvssThreshold: number) {
  const now = new Date();
  for (const { start, end } of windowsOf(daysBefore(now, daysBack), now.toISOString(), NVD_WINDOW_DAYS)) {
    let startIndex: number | null = 0;
    while (startIndex !== null) {
      const page: NvdPage = await getPage(options, { lastModStart: start, lastModEnd: end, startIndex });
      yield { ...page, records: page.records.filter((record) => reaches(cvssThreshold, record)) };
      startIndex = page.nextStartIndex;
    }
  }
}

/** A client of NVD's CVE API 2.0; `baseUrl` is that of `…/rest/json/cves/2.0`. */
export function createNvdClient(options: FeedClientOptions): NvdClient {
  return {
    getPage: (request) => getPage(options, request),
    getCves: (daysBack = 7, cvssThreshold = 5.0) => getCves(options, daysBack, cvssThreshold),
    getCveById: async (cveId) => {
      const json = await unlessNotFound(get(options, { cveId }));
      if (json === undefined) return null;
      const [first] = readEnvelope('NVD', envelope, json).vulnerabilities;
      return first === undefined ? null : fetchedRecord(first, nvdReader);
    },
  };
}
