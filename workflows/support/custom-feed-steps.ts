import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { FEED_RETRIES } from '../../src/contracts/feed-retries.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';

/**
 * A page of at most 50 requests to other people's servers, with a second between those to one host. Tried for about a
 * minute (longer where the service asks for it), then left to the next cycle.
 */
export const { readCustomFeed } = proxyActivities<Activities['customFeeds']>({
  taskQueue: TASK_QUEUES.customFeeds,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '4 hours',
  retry: {
    initialInterval: FEED_RETRIES.firstPauseSeconds * 1000,
    backoffCoefficient: 2,
    maximumAttempts: FEED_RETRIES.attempts,
  },
});
