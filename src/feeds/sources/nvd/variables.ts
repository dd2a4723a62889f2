import type { FeedVariable } from '../../definition/feed-variable.ts';

/** Where the source is, and what an operator may set about it. */
export const nvdVariables = {
  base_url: { variable: 'NVD_BASE_URL', default: 'https://services.nvd.nist.gov/rest/json/cves/2.0' },
  api_key: { variable: 'NVD_API_KEY' },
} as const satisfies Record<string, FeedVariable>;
