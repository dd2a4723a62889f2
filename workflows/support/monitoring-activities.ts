import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { FEED_RETRIES } from '../../src/contracts/feed-retries.ts';
import { feedQueue } from '../../src/contracts/task-queues.ts';
import type { FeedSource } from '../../src/domain/vocabulary.ts';

type DatabaseStep = Exclude<keyof Activities['monitoring'], 'awaitFreshness'>;

/** What an operator reads beside each step in the Temporal Web UI. */
const SUMMARIES: Record<DatabaseStep, string> = {
  beginScan: 'Open the scan and read what it has to cover',
  askFeeds: 'Ask the sources to be fresh',
  planPasses: 'Plan which stored incidents to consider',
  findCve: 'Look the CVE up among the stored incidents',
  matchPage: "Match a page of incidents with the tenant's vendors",
  tellResponses: 'Tell running responses what became of their incidents',
  startResponses: 'Start the responses of trackings that have none',
  pendingResponses: 'Read trackings that have no response yet',
  markResponding: 'Note which responses have started',
  finishScan: 'Close the scan and move the watermarks',
  failScan: 'Close the scan with why it failed',
  isRefreshNeeded: 'See whether what is stored is fresh enough',
  recordFeedFailure: 'Note why the source is left alone',
  isCustomFeedDue: 'See whether what is stored of the feed is fresh enough',
  leaveCustomFeed: 'Note that the feed is left alone',
  mendSchedules: "Make a page of tenants' Schedules what they are configured to be",
  mendRuns:
    "Close a page of tenants' scans that ended without a result, gather their queued alerts, start again what is open and does not run",
  purgeTenants: 'Delete what has expired of a page of tenants',
  followCustomFeeds: 'Tell the admins of a page of tenants how their own feeds are',
  followLateScans: 'Tell the admins of a page of tenants where scans have stopped',
  purgeFeedHistory: 'Delete rejected records of long ago, and how the feeds were then',
  checkFeeds: 'See how the feeds are, and of what people are still to be told',
  tellFeedNews: 'Tell the admins of a page of tenants how feeds are',
  settleFeedNews: 'Note that all tenants were told how feeds are',
};

/**
 * Transactions of a page or less. Retried until the database is back: a cycle that waits loses nothing, and what no
 * retry mends is marked final by the activity.
 */
const databaseStep = (summary: string) =>
  proxyActivities<Activities['monitoring']>({
    startToCloseTimeout: '3 minutes',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
    summary,
  });

export const database = Object.fromEntries(
  Object.entries(SUMMARIES).map(([name, summary]) => [name, databaseStep(summary)[name as DatabaseStep]]),
) as Pick<ReturnType<typeof databaseStep>, DatabaseStep>;

/**
 * Polls how fresh the sources are. Each try is a moment and frees its slot; the pauses come with the failures.
 * Half an hour at most: a source that stays down does not stop a cycle.
 */
export const waiting = proxyActivities<Pick<Activities['monitoring'], 'awaitFreshness'>>({
  scheduleToCloseTimeout: '30 minutes',
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 1 },
  summary: 'Waits until the sources are fresh, 30 minutes at most',
});

/**
 * One request to a source, on the queue that holds its rate: waiting for a turn takes as long as it takes, the request
 * itself not. Tried for about a minute (longer where the service asks for it), then left to the next request.
 */
export const requestsTo = (source: FeedSource) =>
  proxyActivities<Activities['feeds']>({
    taskQueue: feedQueue(source),
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '15 seconds',
    scheduleToCloseTimeout: '2 hours',
    retry: {
      initialInterval: FEED_RETRIES.firstPauseSeconds * 1000,
      backoffCoefficient: 2,
      maximumAttempts: FEED_RETRIES.attempts,
    },
  });
