import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import { feedSyncId } from '../../src/contracts/ids.ts';
import { refreshWantedSignal } from '../../src/contracts/messages.ts';
import type { AskedFeed, FeedSyncInput, RefreshWanted } from '../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import type { Database } from '../../src/db/database.ts';
import type { FeedSource, ScanType } from '../../src/domain/vocabulary.ts';
import { FEEDS } from '../../src/feeds/registry.ts';
import { readFreshness } from '../../src/services/catalogue/feeds/freshness.ts';
import { readAllFreshness } from '../../src/services/custom-feeds/health/custom-freshness.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { askCustomFeeds } from '../feeds/ask-custom-feeds.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

/** What a cycle wants of its sources. */
export interface FeedQuestion {
  tenantId: string;
  parts: readonly { scanType: ScanType; since: string }[];
  /** Sources of scores are asked last: for the CVEs that the others bring. */
  round: 'first' | 'last';
  /** A person waits: what is a little old will not do. */
  now: boolean;
}

const MINUTE_MS = 60_000;

async function ask(client: Client, source: FeedSource, wanted: RefreshWanted): Promise<void> {
  const input: FeedSyncInput = { source };
  await client.workflow.signalWithStart(WORKFLOW_TYPES.feedSync, {
    workflowId: feedSyncId(source),
    taskQueue: TASK_QUEUES.monitoring,
    args: [input],
    signal: refreshWantedSignal,
    signalArgs: [wanted],
    staticSummary: `Reads ${source} for all tenants`,
  });
}

/** Asks the sources that are not fresh enough; a thousand tenants asking make one poll. */
export async function askFeeds(
  { db, client, config }: ActivityDependencies,
  { tenantId, parts, round, now }: FeedQuestion,
): Promise<AskedFeed[]> {
  const askedAt = await databaseNow(db);
  const part = round === 'first' ? parts.find(({ scanType }) => scanType === 'feeds') : undefined;
  const own =
    part === undefined ? [] : await askCustomFeeds({ db, client }, tenantId, { ...part, now, askedAt });
  const strict = now || !config.feeds.rateLimits;
  const wanted = parts.flatMap(({ scanType, since }) =>
    FEEDS.filter((feed) => feed.scanType === scanType && (feed.last === true) === (round === 'last')).map(
      ({ source, toleranceMinutes }) => {
        const tolerance = strict ? 0 : toleranceMinutes * MINUTE_MS;
        return { source, since, freshAfter: new Date(Date.parse(askedAt) - tolerance).toISOString() };
      },
    ),
  );
  if (wanted.length === 0) return own;
  const states = await db.withFeedRole((tx) => readFreshness(tx, wanted));
  for (const [position, one] of wanted.entries()) {
    if (states[position]?.covered) continue;
    await ask(client, one.source, { since: one.since, freshAfter: one.freshAfter });
  }
  const shared = wanted.map((one, position) => ({
    ...one,
    askedAt,
    totals: states[position]?.totals ?? { new: 0, changed: 0, rejected: 0 },
  }));
  return [...shared, ...own];
}

/** Throws a retryable failure, with a growing pause, while a source is still being read. */
export async function awaitFreshness(db: Database, asked: AskedFeed[], attempt: number): Promise<void> {
  const [tenantId] = asked.flatMap(({ ofTenant }) => ofTenant ?? []);
  const states = await (tenantId === undefined
    ? db.withFeedRole((tx) => readFreshness(tx, asked))
    : db.withTenant(tenantId, (tx) => readAllFreshness(tx, asked)));
  const waiting = states.filter((state) => !state.fresh && !state.gaveUp).map((state) => state.source);
  if (waiting.length === 0) return;
  throw ApplicationFailure.create({
    type: 'feed.not_fresh',
    message: `Still being read: ${waiting.join(', ')}`,
    nextRetryDelay: Math.min(200 * 1.4 ** attempt, 15_000),
    category: 'BENIGN',
  });
}
