import {
  Worker,
  type NativeConnection,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { MAIL_CONNECTIONS } from '../channels/email.ts';
import type { Config } from '../config/config.ts';
import { feedQueue, TASK_QUEUES } from '../contracts/task-queues.ts';
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
}

/** One Worker for each task queue, over one connection and one bundle. */
export async function createWorkers(parts: QueueParts): Promise<Worker[]> {
  const workers: Worker[] = [];
  for (const options of queueOptions(parts)) workers.push(await Worker.create(options));
  return workers;
}

function queueOptions({ config, activities, connection, bundle }: QueueParts): WorkerOptions[] {
  const common = {
    connection,
    namespace: config.temporal.namespace,
    dataConverter: createDataConverter(config.encryptionKeys),
    shutdownGraceTime: GRACE_MS,
    interceptors: { activity: [heartbeats] },
  };
  const workflows = { workflowBundle: bundle, reuseV8Context: true };
  return [
    { ...common, ...workflows, taskQueue: TASK_QUEUES.monitoring, activities: activities.monitoring },
    { ...common, ...workflows, taskQueue: TASK_QUEUES.responses, activities: activities.responses },
    {
      ...common,
      taskQueue: TASK_QUEUES.deliveries,
      activities: activities.deliveries,
      maxConcurrentActivityTaskExecutions: MAIL_CONNECTIONS,
    },
    {
      ...common,
      taskQueue: TASK_QUEUES.customFeeds,
      activities: activities.customFeeds,
      // Mostly waiting for turns and answers.
      maxConcurrentActivityTaskExecutions: 20,
    },
    ...FEEDS.map(({ source, requestsPerSecond }): WorkerOptions => {
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
  ];
}
