import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { Config } from '../config.ts';
import { feedQueue, TASK_QUEUES } from '../contracts/task-queues.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { FEED_SOURCES } from '../domain/vocabulary.ts';
import { ratePerSecond } from '../feeds/rates.ts';
import { connectClient } from './client.ts';
import { connectWorker, keepTrying } from './connection.ts';
import { heartbeats } from './heartbeats.ts';
import { installRuntime, temporalLogger } from './logger.ts';
import { createDataConverter, FAILURE_CONVERTER_PATH } from './payload-codec.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { startMonitoring } from './start-monitoring.ts';

/** A worker process's Temporal part. */
export interface RunningWorker {
  /** Polls until `shutdown`; rejects when a worker fails for good. */
  run(): Promise<void>;
  /** Ends gracefully: what is under way finishes, or is handed back. */
  shutdown(): Promise<void>;
}

const GRACE = '20 seconds';
const POOL_SIZE = 20;

const WORKFLOWS_PATH = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/** The workflow code, made ready once for all workers of a process; takes some seconds. */
export function bundleWorkflows(logger: Logger) {
  return bundleWorkflowCode({
    workflowsPath: WORKFLOWS_PATH,
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: temporalLogger(logger.child({ part: 'bundler' }, { level: 'warn' })),
  });
}

type Bundle = Awaited<ReturnType<typeof bundleWorkflows>>;

interface Parts {
  config: Config;
  db: Database;
  client: Client;
  logger: Logger;
}

/** One Worker per task queue, over one connection and one bundle. */
async function createWorkers(
  { config }: Parts,
  activities: Activities,
  connection: NativeConnection,
  bundle: Bundle,
): Promise<Worker[]> {
  const common = {
    connection,
    namespace: config.temporal.namespace,
    dataConverter: createDataConverter(config.encryptionKeys),
    shutdownGraceTime: GRACE,
    interceptors: { activity: [heartbeats] },
  };
  const workflows = { workflowBundle: bundle, reuseV8Context: true };
  const options: WorkerOptions[] = [
    { ...common, ...workflows, taskQueue: TASK_QUEUES.monitoring, activities: activities.monitoring },
    { ...common, ...workflows, taskQueue: TASK_QUEUES.responses, activities: activities.responses },
    { ...common, taskQueue: TASK_QUEUES.deliveries, activities: activities.deliveries },
    ...FEED_SOURCES.map((source): WorkerOptions => {
      const rate = config.feeds.rateLimits ? ratePerSecond(source, config.feeds) : undefined;
      return {
        ...common,
        taskQueue: feedQueue(source),
        activities: activities.feeds,
        maxConcurrentActivityTaskExecutions: 4,
        ...(rate === undefined ? {} : { maxTaskQueueActivitiesPerSecond: rate }),
      };
    }),
  ];
  const workers: Worker[] = [];
  for (const option of options) workers.push(await Worker.create(option));
  return workers;
}

/** Runs all Workers; when one ends, by failure or by `stopping`, the others are ended too. */
async function runAll(workers: Worker[], stopping: AbortSignal): Promise<void> {
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const runs = workers.map((worker) => worker.run().finally(shutdown));
  stopping.addEventListener('abort', shutdown, { once: true });
  if (stopping.aborted) shutdown();
  const ended = await Promise.allSettled(runs);
  const failed = ended.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Connects, makes the namespace ready, and polls until told to stop. */
async function runWorker(parts: Parts, stopping: AbortSignal): Promise<void> {
  const { config, client, logger, db } = parts;
  const bundle = await bundleWorkflows(logger);
  const connection = await connectWorker(config.temporal, logger, stopping);
  if (!connection) return;
  const activities = createActivities(parts);
  try {
    const ready = await keepTrying('Temporal', logger, stopping, () =>
      ensureSearchAttributes(client, logger),
    );
    if (!ready) return;
    const workers = await createWorkers(parts, activities, connection, bundle);
    const schedules = keepTrying('the Schedules', logger, stopping, () => startMonitoring(client, db));
    await runAll(workers, stopping);
    await schedules;
  } finally {
    activities.close();
    await connection.close();
  }
}

/**
 * A process's Workers for all task queues. Returns at once; `run` keeps trying while Temporal or PostgreSQL is not
 * there yet.
 */
export async function startWorker(config: Config, logger: Logger): Promise<RunningWorker> {
  installRuntime(logger);
  const { url, feedUrl } = config.database;
  const db = await openDatabase({ app: url, feed: feedUrl ?? url }, POOL_SIZE);
  const client = await connectClient(config);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const run = async () => {
    try {
      await runWorker({ config, db, client, logger }, stopping.signal);
    } finally {
      await client.connection.close();
      await db.close();
    }
  };
  return {
    run: () => (running ??= run()),
    shutdown: async () => {
      stopping.abort();
      // Whoever runs it hears of a failure; here only the end counts.
      await running?.catch(() => undefined);
    },
  };
}
