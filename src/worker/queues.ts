import {
  Worker,
  type NativeConnection,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { MAIL_CONNECTIONS } from '../channels/email.ts';
import type { Config } from '../config/config.ts';
import { feedQueue, TASK_QUEUES, WORK_PARTS, type WorkPart } from '../contracts/task-queues.ts';
import { FEEDS } from '../feeds/registry.ts';
import { createDataConverter } from '../temporal/payload-codec.ts';
import { heartbeats } from './heartbeats.ts';

/** Milliseconds for what is under way to finish by itself; then it is cancelled. */
const GRACE_MS = 20_000;

/** What all Workers of a process share. */
export interface QueueParts {
  config: Config;
  activities: Activities;
  connection: NativeConnection;
  bundle: WorkflowBundleOption;
  /** What to work on; everything unless given. */
  parts?: readonly WorkPart[] | undefined;
}

/** One Worker for each task queue, over one connection and one bundle. */
export async function createWorkers(parts: QueueParts): Promise<Worker[]> {
  const workers: Worker[] = [];
  const wanted = parts.parts ?? WORK_PARTS;
  const options = queueOptions(parts);
  for (const part of wanted) for (const one of options[part]) workers.push(await Worker.create(one));
  return workers;
}

function queueOptions({
  config,
  activities,
  connection,
  bundle,
}: QueueParts): Record<WorkPart, WorkerOptions[]> {
  const common = {
    connection,
    namespace: config.temporal.namespace,
    dataConverter: createDataConverter(config.encryptionKeys),
    shutdownGraceTime: GRACE_MS,
    interceptors: { activity: [heartbeats] },
  };
  const workflows = { workflowBundle: bundle, reuseV8Context: true };
  const of = (part: Exclude<WorkPart, 'feeds'>, more: Partial<WorkerOptions> = {}): WorkerOptions[] => [
    { ...common, taskQueue: TASK_QUEUES[part], activities: activities[part], ...more },
  ];
  return {
    monitoring: of('monitoring', workflows),
    responses: of('responses', workflows),
    deliveries: of('deliveries', { maxConcurrentActivityTaskExecutions: MAIL_CONNECTIONS }),
    // Mostly waiting for turns and answers.
    customFeeds: of('customFeeds', { maxConcurrentActivityTaskExecutions: 20 }),
    feeds: FEEDS.map(({ source, requestsPerSecond }): WorkerOptions => {
      const rate = config.feeds.rateLimits
        ? requestsPerSecond(config.feeds.settings[source] ?? {})
        : undefined;
      return {
        ...common,
        taskQueue: feedQueue(source),
        activities: activities.feeds,
        maxConcurrentActivityTaskExecutions: 4,
        ...(rate === undefined ? {} : { maxTaskQueueActivitiesPerSecond: rate }),
      };
    }),
  };
}
