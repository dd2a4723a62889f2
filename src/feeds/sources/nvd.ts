import type { FeedStep } from '../../contracts/payloads.ts';
import { BEGINNING, defineFeed, type PageRequest } from '../define-feed.ts';
import type { NvdPage } from '../feed-clients.ts';
import { createNvdClient, NVD_PAGE_SIZE, NVD_WINDOW_DAYS } from '../nvd.ts';

const DAY_MS = 86_400_000;
/** NVD's records become visible a little after their own time of change. */
const OVERLAP_MS = 15 * 60_000;

/** A walk over NVD: a window of last modification, or (`start` null) the whole catalogue. */
interface NvdWalk {
  start: string | null;
  /** What is stored is as fresh as this when the walk ends. */
  end: string;
  startIndex: number;
  /** Of the page before; a smaller one means that records left the window and the rest moved up. */
  total: number | null;
  coversFrom: string;
}

const walkOf = (step: FeedStep): NvdWalk => step as unknown as NvdWalk;

function beginWalk({ position, since, now }: PageRequest): NvdWalk {
  const running = position.cursor['running'] as NvdWalk | undefined;
  const resumable =
    running && running.coversFrom <= since && Date.parse(running.end) > Date.parse(now) - DAY_MS;
  if (resumable) return running;
  const covered =
    position.freshUntil !== null && position.coveredFrom !== null && position.coveredFrom <= since;
  const start = covered
    ? new Date(Date.parse(position.freshUntil ?? since) - OVERLAP_MS).toISOString()
    : since;
  const fits = Date.parse(now) - Date.parse(start) <= NVD_WINDOW_DAYS * DAY_MS;
  return {
    start: fits ? start : null,
    end: now,
    startIndex: 0,
    total: null,
    coversFrom: fits ? since : BEGINNING,
  };
}

/** The walk after a page, or null at its end. */
function nextWalk(walk: NvdWalk, page: NvdPage): NvdWalk | null {
  const moved = Math.max(0, (walk.total ?? page.totalResults) - page.totalResults);
  // A short last page is no end when records moved up meanwhile: they lie before where it began.
  const again = moved > 0 && page.nextStartIndex === null && walk.startIndex > 0;
  const next = again ? walk.startIndex : page.nextStartIndex;
  if (next === null) return null;
  return { ...walk, startIndex: Math.max(0, next - moved), total: page.totalResults };
}

const clientOf = (
  { base_url, api_key }: { base_url: string; api_key: string | undefined },
  signal?: AbortSignal,
) =>
  createNvdClient({
    baseUrl: base_url,
    ...(api_key === undefined ? {} : { apiKey: api_key }),
    ...(signal === undefined ? {} : { signal }),
  });

/**
 * NVD by windows of last modification, whatever the score (a tenant's thresholds apply when its cycle considers
 * incidents); further back than 120 days the whole catalogue is read.
 */
export const nvd = defineFeed({
  source: 'nvd',
  title: 'NVD',
  scanType: 'cve',
  variables: {
    base_url: { variable: 'NVD_BASE_URL', default: 'https://services.nvd.nist.gov/rest/json/cves/2.0' },
    api_key: { variable: 'NVD_API_KEY' },
  },
  // 5 in 30 s without a key and one in 6 s asked for, 50 in 30 s with one.
  requestsPerSecond: ({ api_key }) => (api_key === undefined ? 1 / 6 : 50 / 30),
  // NVD asks for a routine poll every two hours at most.
  toleranceMinutes: 120,
  staleAfterHours: 26,
  readPage: async (request, { settings, signal }) => {
    const walk = request.step === null ? beginWalk(request) : walkOf(request.step);
    const page = await clientOf(settings, signal).getPage({
      ...(walk.start === null ? {} : { lastModStart: walk.start, lastModEnd: walk.end }),
      startIndex: walk.startIndex,
      resultsPerPage: NVD_PAGE_SIZE,
    });
    const next = nextWalk(walk, page);
    const progress = next
      ? { cursor: { running: { ...next } } }
      : { cursor: {}, complete: { freshUntil: walk.end, coveredFrom: walk.coversFrom } };
    return { records: page.records, next: next && { ...next }, ...progress };
  },
  readOne: (cveId, { settings, signal }) => clientOf(settings, signal).getCveById(cveId),
});
