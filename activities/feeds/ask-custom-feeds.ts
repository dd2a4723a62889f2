import type { Client } from '@temporalio/client';
import type { CustomFeedInput } from '../../src/contracts/custom-feeds.ts';
import { customFeedId } from '../../src/contracts/ids.ts';
import { refreshWantedSignal } from '../../src/contracts/messages.ts';
import type { AskedFeed } from '../../src/contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import {
  readCustomFeeds,
  readCustomFreshness,
} from '../../src/services/custom-feeds/health/custom-freshness.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

/** How old a custom feed may be for a scheduled cycle. */
const TOLERANCE_MS = 10 * 60_000;

interface Question {
  since: string;
  /** A person waits: what is a little old will not do. */
  now: boolean;
  /** ISO 8601. */
  askedAt: string;
}

async function ask(client: Client, input: CustomFeedInput, wanted: { since: string; freshAfter: string }) {
  await client.workflow.signalWithStart(WORKFLOW_TYPES.customFeed, {
    workflowId: customFeedId(input.feedId),
    taskQueue: TASK_QUEUES.monitoring,
    args: [input],
    signal: refreshWantedSignal,
    signalArgs: [wanted],
    staticSummary: `Reads a feed of tenant ${input.tenantId}`,
    priority: { fairnessKey: input.tenantId },
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.tenant, value: input.tenantId }],
  });
}

/** Asks the tenant's custom feeds that are switched on and not fresh enough. */
export async function askCustomFeeds(
  { db, client }: Pick<ActivityDependencies, 'db' | 'client'>,
  tenantId: string,
  { since, now, askedAt }: Question,
): Promise<AskedFeed[]> {
  const freshAfter = new Date(Date.parse(askedAt) - (now ? 0 : TOLERANCE_MS)).toISOString();
  const { feeds, states } = await db.withTenant(tenantId, async (tx) => {
    const own = await readCustomFeeds(tx);
    const asked = own.map(({ id }) => ({ source: id, freshAfter }));
    return { feeds: own, states: await readCustomFreshness(tx, asked) };
  });
  for (const [position, { id: feedId }] of feeds.entries()) {
    if (!states[position]?.covered) await ask(client, { tenantId, feedId }, { since, freshAfter });
  }
  return feeds.map(({ id, name }, position) => ({
    source: id,
    name,
    ofTenant: tenantId,
    since,
    freshAfter,
    askedAt,
    totals: states[position]?.totals ?? { new: 0, changed: 0, rejected: 0 },
  }));
}
