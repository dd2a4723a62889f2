import type { FetchedRecord } from '../../../domain/incidents/normalized-incident.ts';
import { defineFeed } from '../../definition/define-feed.ts';
import { createEpssClient } from './client.ts';
import { epssVariables } from './variables.ts';

/** CVE ids that fit one request: 2,000 characters. */
const IDS_A_REQUEST = 110;
const REQUESTS_A_PAGE = 10;

/** FIRST's EPSS: today's scores of the CVEs that the other sources brought, in the order of their ids. */
export const epss = defineFeed({
  source: 'epss',
  title: 'EPSS',
  scanType: 'cve',
  last: true,
  variables: epssVariables,
  requestsPerSecond: () => 1,
  toleranceMinutes: 360,
  staleAfterHours: 50,
  readPage: async ({ since, step, now, rateLimited }, { settings, store, limits }) => {
    const { end, after } = (step ?? { end: now, after: '' }) as { end: string; after: string };
    const most = rateLimited ? IDS_A_REQUEST : IDS_A_REQUEST * REQUESTS_A_PAGE;
    const ids = await store.unscored(since, after, most);
    const client = createEpssClient({
      baseUrl: settings.base_url,
      ...limits,
    });
    const records: FetchedRecord[] = [];
    const scores = ids.length === 0 ? [] : await client.getScores(ids, (record) => void records.push(record));
    if (ids.length < most) {
      return { records, scores, next: null, cursor: {}, complete: { freshUntil: end, coveredFrom: since } };
    }
    const next = { end, after: ids.at(-1) ?? after };
    return { records, scores, next, cursor: next };
  },
});
