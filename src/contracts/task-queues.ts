import type { FeedSource } from '../domain/vocabulary.ts';

/** Task queues, split so that each kind of work can be scaled, limited and watched by itself. */
export const TASK_QUEUES = {
  /** `monitoringCycle`, `feedSync`, `customFeed` and `maintenance` workflows, matching activities. */
  monitoring: 'vigil-monitoring',
  /** `incidentResponse`, `riskProcess` and `alertDigest` workflows, the first two's database activities. */
  responses: 'vigil-responses',
  /** E-mail and chat: other people's services, slow and failing on their own. */
  deliveries: 'vigil-deliveries',
  /** Requests to the addresses of custom feeds. */
  customFeeds: 'vigil-custom-feeds',
} as const;

/** Parts of the work that a worker process may take alone; `feeds` is the queues of all shared sources. */
export const WORK_PARTS = ['monitoring', 'responses', 'deliveries', 'customFeeds', 'feeds'] as const;
export type WorkPart = (typeof WORK_PARTS)[number];

/** One activity queue per source: the server holds the source's rate limit across all workers. */
export const feedQueue = (source: FeedSource): string => `vigil-feed-${source}`;
