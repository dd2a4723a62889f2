import { defineFeed, type FeedContext } from '../../definition/define-feed.ts';
import { FeedError } from '../../http/feed-error.ts';
import { aheadOf, beginWalk, nextWalk, readUntilOf, walkOf } from './walk.ts';
import { createNvdClient, NVD_PAGE_SIZE } from './client.ts';
import { nvdVariables } from './variables.ts';

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
  variables: nvdVariables,
  // NVD takes 5 in any 30 s and asks for 6 s in between, 50 in 30 s with a key. It counts arrivals: at exactly that rate
  // one that takes a little less time on its way than the one before is one too many. And each partition of a task
  // queue, four by default, lets one through at once after a pause.
  requestsPerSecond: ({ api_key }) => (api_key === undefined ? 4.5 / 30 : 46 / 30),
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
