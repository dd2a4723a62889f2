import { BEGINNING, defineFeed } from '../define-feed.ts';
import type { Validators } from '../feed-clients.ts';
import { createKevClient } from '../kev.ts';

/** CISA's Known Exploited Vulnerabilities: the whole catalogue at once, when it changed. */
export const kev = defineFeed({
  source: 'kev',
  title: 'CISA KEV',
  scanType: 'cve',
  variables: {
    url: {
      variable: 'KEV_URL',
      default: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    },
  },
  requestsPerSecond: () => 1,
  toleranceMinutes: 30,
  staleAfterHours: 26,
  readPage: async ({ now, position }, { settings, signal }) => {
    const client = createKevClient({ baseUrl: settings.url, ...(signal === undefined ? {} : { signal }) });
    const answer = await client.getCatalog(position.cursor['validators'] as Validators | undefined);
    return {
      records: answer.notModified ? [] : answer.records,
      next: null,
      cursor: { validators: { ...answer.validators } },
      complete: { freshUntil: now, coveredFrom: BEGINNING },
    };
  },
});
