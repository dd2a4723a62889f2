import type { FeedVariable } from '../../definition/feed-variable.ts';

/** Where the source is, and what an operator may set about it. */
export const kevVariables = {
  url: {
    variable: 'KEV_URL',
    default: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  },
} as const satisfies Record<string, FeedVariable>;
