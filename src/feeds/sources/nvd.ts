import type { FeedStep } from '../../contracts/payloads.ts';
import { BEGINNING, defineFeed, type FeedContext, type PageRequest } from '../define-feed.ts';
import type { NvdPage } from '../feed-clients.ts';
import { FeedError } from '../feed-error.ts';
import { createNvdClient, NVD_PAGE_SIZE, NVD_WINDOW_DAYS } from '../nvd.ts';

const DAY_MS = 86_400_000;
/** NVD's records become visible a little after their own time of change. */
const OVERLAP_MS = 15 * 60_000;

/** A walk over NVD: a window of last modification, or (`start` null) the whole catalogue. */
interface NvdWalk {
  /** By NVD's clock, as is the end. */
  start: string | null;
  end: string;
  /** By the database's clock: what is stored is as fresh as this when the walk ends. */
  asOf: string;
  /** NVD's own time when it gave the first page. */
  begunAt: string | null;
  startIndex: number;
  /** Of the page before; a smaller one means that records left the window and the rest moved up. */
  total: number | null;
  /** Records came into the window meanwhile, perhaps before where it was being read. */
  grown: boolean;
  coversFrom: string;
}

/** What is kept between readings. */
interface NvdCursor {
  /** A walk that has not ended. */
  running: NvdWalk;
  /** Where the next window begins, by NVD's clock. */
  readUntil: string;
  /** Milliseconds that NVD's clock is ahead of the database's. */
  ahead: number;
}

const walkOf = (step: FeedStep): NvdWalk => step as unknown as NvdWalk;

const iso = (ms: number): string => new Date(ms).toISOString();

function beginWalk({ position, since, now }: PageRequest): NvdWalk {
  const { running, readUntil, ahead } = position.cursor as Partial<NvdCursor>;
  const resumable =
    running && running.coversFrom <= since && Date.parse(running.asOf) > Date.parse(now) - DAY_MS;
  if (resumable) return running;
  const { freshUntil, coveredFrom } = position;
  const covered = freshUntil !== null && coveredFrom !== null && coveredFrom <= since;
  const end = Date.parse(now) + (ahead ?? 0);
  // A clock that was set back would begin a window after its end.
  const wanted = covered ? Date.parse(readUntil ?? freshUntil) - OVERLAP_MS : Date.parse(since);
  const start = Math.min(wanted, end - OVERLAP_MS);
  const fits = end - start <= NVD_WINDOW_DAYS * DAY_MS;
  return {
    start: fits ? iso(start) : null,
    end: iso(end),
    asOf: now,
    begunAt: null,
    startIndex: 0,
    total: null,
    grown: false,
    coversFrom: fits ? since : BEGINNING,
  };
}

/** The walk after a page, or null at its end. */
function nextWalk(walk: NvdWalk, page: NvdPage): NvdWalk | null {
  const total = page.totalResults;
  const moved = Math.max(0, (walk.total ?? total) - total);
  const grown = walk.grown || (walk.total !== null && total > walk.total);
  // Where records left the window, others moved up past the beginning of this page: it is read again from there.
  const again = moved > 0 && walk.startIndex > 0 ? Math.max(0, walk.startIndex - moved) : null;
  const next = again ?? page.nextStartIndex;
  if (next !== null) return { ...walk, startIndex: next, total, grown };
  // What enters a window that has ended may lie anywhere in it; what enters the catalogue is in the next window.
  return grown && walk.start !== null ? { ...walk, startIndex: 0, total, grown: false } : null;
}

/**
 * Where the next window begins, by NVD's clock: never after what either clock showed when this walk began, and again
 * at this one's start when it was empty, since a quiet window cannot be told from an answer that holds records back.
 */
function readUntilOf(walk: NvdWalk, page: NvdPage): string {
  const times = [walk.asOf, walk.end, walk.begunAt ?? walk.end].map((time) => Date.parse(time));
  const empty = page.totalResults === 0 && walk.start !== null ? [Date.parse(walk.start) + OVERLAP_MS] : [];
  return iso(Math.min(...times, ...empty));
}

/** Milliseconds that NVD's clock is ahead of the database's, at most a day either way; 0 where they hardly differ. */
function aheadOf(walk: NvdWalk): number {
  const ms = walk.begunAt === null ? 0 : Date.parse(walk.begunAt) - Date.parse(walk.asOf);
  return Math.abs(ms) < OVERLAP_MS ? 0 : Math.max(-DAY_MS, Math.min(DAY_MS, ms));
}

const clientOf = (
  { base_url, api_key }: { base_url: string; api_key: string | undefined },
  limits: FeedContext['limits'],
) =>
  createNvdClient({
    baseUrl: base_url,
    ...(api_key === undefined ? {} : { apiKey: api_key }),
    ...limits,
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
  readPage: async (request, { settings, limits }) => {
    const walk = request.step === null ? beginWalk(request) : walkOf(request.step);
    const page = await clientOf(settings, limits).getPage({
      ...(walk.start === null ? {} : { lastModStart: walk.start, lastModEnd: walk.end }),
      startIndex: walk.startIndex,
      resultsPerPage: NVD_PAGE_SIZE,
    });
    if (walk.start === null && page.totalResults === 0)
      throw new FeedError('malformed', 'NVD answered that its whole catalogue is empty');
    const begun = { ...walk, begunAt: walk.begunAt ?? page.timestamp };
    const next = nextWalk(begun, page);
    if (next !== null) {
      const cursor = { ...request.position.cursor, running: { ...next } };
      return { records: page.records, next: { ...next }, cursor };
    }
    return {
      records: page.records,
      next: null,
      cursor: { readUntil: readUntilOf(begun, page), ahead: aheadOf(begun) },
      complete: { freshUntil: walk.asOf, coveredFrom: walk.coversFrom },
    };
  },
  readOne: (cveId, { settings, limits }) => clientOf(settings, limits).getCveById(cveId),
});
