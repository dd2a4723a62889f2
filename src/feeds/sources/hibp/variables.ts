import type { FeedVariable } from '../../definition/feed-variable.ts';

/** Kinds of entries that say nothing about a company by themselves; all left out unless switched on. */
export const HIBP_KINDS = ['fabricated', 'retired', 'spam_list', 'stealer_log'] as const;
export type HibpKind = (typeof HIBP_KINDS)[number];

/** Where the source is, and what an operator may set about it. */
export const hibpVariables = {
  base_url: { variable: 'HIBP_BASE_URL', default: 'https://haveibeenpwned.com/api/v3' },
  api_key: { variable: 'HIBP_API_KEY' },
  include: { variable: 'HIBP_INCLUDE', words: HIBP_KINDS },
} as const satisfies Record<string, FeedVariable>;
