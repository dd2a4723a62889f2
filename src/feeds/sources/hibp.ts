import { BEGINNING, defineFeed } from '../define-feed.ts';
import type { Validators } from '../feed-clients.ts';
import { createHibpClient } from '../hibp.ts';

/** Have I Been Pwned: its whole list at once, when it changed; all of it is kept, whatever the date of the breach. */
export const hibp = defineFeed({
  source: 'hibp',
  title: 'Have I Been Pwned',
  scanType: 'breach',
  variables: {
    base_url: { variable: 'HIBP_BASE_URL', default: 'https://haveibeenpwned.com/api/v3' },
    api_key: { variable: 'HIBP_API_KEY' },
  },
  requestsPerSecond: () => 1 / 1.5,
  toleranceMinutes: 30,
  staleAfterHours: 26,
  readPage: async ({ now, position }, { settings, signal }) => {
    const client = createHibpClient({
      baseUrl: settings.base_url,
      ...(settings.api_key === undefined ? {} : { apiKey: settings.api_key }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer = await client.listBreaches(position.cursor['validators'] as Validators | undefined);
    return {
      records: answer.notModified ? [] : answer.records,
      next: null,
      cursor: { validators: { ...answer.validators } },
      complete: { freshUntil: now, coveredFrom: BEGINNING },
    };
  },
});
