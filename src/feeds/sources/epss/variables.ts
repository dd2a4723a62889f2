import type { FeedVariable } from '../../definition/feed-variable.ts';

/** Where the source is, and what an operator may set about it. */
export const epssVariables = {
  base_url: { variable: 'EPSS_BASE_URL', default: 'https://api.first.org/data/v1/epss' },
} as const satisfies Record<string, FeedVariable>;
