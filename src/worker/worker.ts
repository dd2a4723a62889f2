import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { createActivities } from '../../activities/index.ts';
import type { WorkPart } from '../contracts/task-queues.ts';
import type { Config } from '../config/config.ts';
import { openDatabase, type Database } from '../db/database.ts';
import type { GuardOptions } from '../feeds/guard/judge-address.ts';
import { connectClient } from '../temporal/client.ts';
import { connectWorker, keepTrying } from '../temporal/connection.ts';
import { createWorkers } from './queues.ts';
import { installRuntime } from './logger.ts';
import { ensureSearchAttributes } from '../temporal/search-attributes.ts';
import { startMonitoring } from '../../activities/maintenance/tenant-schedules.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** A worker process's Temporal part. */
export interface RunningWorker {
  /** Polls until `shutdown`; rejects when a worker fails for good. */
  run(): Promise<void>;
  /** Ends within half a minute: what is under way finishes, or is left to be tried again. */
  shutdown(): Promise<void>;
}

/** Milliseconds after which what does not even heed its cancellation is left behind: its transaction is rolled back. */
const FORCE_MS = 25_000;
/** Milliseconds for connections to close. */
const CLOSE_MS = 2_000;
const POOL_SIZE = 20;

/** What a worker process takes of the work. */
export interface WorkerChoice {
  /** Everything unless given. */
  parts?: readonly WorkPart[] | undefined;
}

/** What a test puts in the place of the world. */
export interface TestOverrides {
  /** What tenants' feeds may reach besides the public internet. */
  guard?: GuardOptions;
}

interface Parts extends WorkerChoice, TestOverrides {
  config: Config;
  db: Database;
  client: Client;
  logger: Logger;
}

/**
 * Runs all Workers; when one ends, by failure or by `stopping`, the others are ended too. False: some did not end in
 * time and still hold their connection.
 */
async function runAll(workers: Worker[], stopping: AbortSignal): Promise<boolean> {
  const failures: unknown[] = [];
  const ending = Promise.withResolvers<undefined>();
  const shutdown = () => {
    ending.resolve(undefined);
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const runs = workers.map((worker) =>
    worker
      .run()
      .catch((error: unknown) => failures.push(error))
      .finally(shutdown),
  );
  stopping.addEventListener('abort', shutdown, { once: true });
  if (stopping.aborted) shutdown();
  const late = ending.promise.then(() => sleep(FORCE_MS, false, { ref: false }));
  const inTime = await Promise.race([Promise.all(runs).then(() => true), late]);
  if (failures.length > 0) throw failures[0];
  return inTime;
}

/** Connects, makes the namespace ready, and polls until told to stop. */
async function runWorker(parts: Parts, stopping: AbortSignal): Promise<void> {
  const { config, client, logger } = parts;
  const bundle = await workflowBundle(logger);
  const connection = await connectWorker(config.temporal, logger, stopping);
  if (!connection) return;
  const activities = createActivities(parts);
  let inTime = true;
  try {
    const ready = await keepTrying('Temporal', logger, stopping, () =>
      ensureSearchAttributes(client, logger),
    );
    if (!ready) return;
    const workers = await createWorkers({ config, activities, connection, bundle, parts: parts.parts });
    const schedules = keepTrying('the Schedules', logger, stopping, () => startMonitoring(parts, stopping));
    inTime = await runAll(workers, stopping);
    if (!inTime) logger.warn('activities did not end in time, they are left to be tried again');
    await atMost(CLOSE_MS, schedules);
  } finally {
    activities.close();
    if (inTime) await connection.close();
  }
}

/** Waits for something, but no longer than that. */
async function atMost(ms: number, ending: Promise<unknown>): Promise<void> {
  await Promise.race([ending, sleep(ms, undefined, { ref: false })]);
}

/**
 * A process's Workers for all task queues. Returns at once; `run` keeps trying while Temporal or PostgreSQL is not
 * there yet.
 */
export async function startWorker(
  config: Config,
  logger: Logger,
  overrides: TestOverrides & WorkerChoice = {},
): Promise<RunningWorker> {
  installRuntime(logger);
  const { url, feedUrl } = config.database;
  const db = await openDatabase({ app: url, feed: feedUrl ?? url }, POOL_SIZE);
  const client = await connectClient(config);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const run = async () => {
    try {
      await runWorker({ config, db, client, logger, ...overrides }, stopping.signal);
    } finally {
      await atMost(CLOSE_MS, Promise.allSettled([client.connection.close(), db.close()]));
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
