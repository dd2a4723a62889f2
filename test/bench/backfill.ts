/** The whole of NVD, 300,000 records, by a worker of its own process with a key, beside what NVD's limit allows. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config/config.ts';
import { feedSyncId } from '../../src/contracts/ids.ts';
import { refreshWantedSignal } from '../../src/contracts/messages.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { randomPort } from '../../src/dev/tools/ports.ts';
import { connectClient } from '../../src/temporal/client.ts';
import { createTestDatabase } from '../support/servers/database.ts';
import { testTemporal } from '../support/servers/temporal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 300_000);
const PAGE = 2_000;
const ALLOWED_IN_30_S = 50;
/** Nothing else is read, and nothing could: the port is closed. */
const CLOSED = 'http://127.0.0.1:9';

/** Seconds from the wish to the last committed page; the ratio is against NVD's own limit (1: bound by that alone). */
export async function run(): Promise<object> {
  const database = await createTestDatabase();
  const temporal = await testTemporal();
  const port = await randomPort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: database.urls.app,
    DATABASE_FEED_URL: database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VIGIL_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    NVD_BASE_URL: `${base}/nvd`,
    NVD_API_KEY: randomBytes(16).toString('hex'),
    ...Object.fromEntries(
      ['CVE_ORG_BASE_URL', 'CVE_ORG_DELTA_URL', 'HIBP_BASE_URL', 'KEV_URL', 'EPSS_BASE_URL'].map((name) => [
        name,
        CLOSED,
      ]),
    ),
    LOG_LEVEL: process.env['BENCH_LOG'] ?? 'error',
  };
  const catalogue = start(
    [
      'test/support/data/nvd-catalogue.ts',
      String(port),
      String(RECORDS),
      String(PAGE),
      String(ALLOWED_IN_30_S),
    ],
    {},
  );
  const worker = start(['src/main.ts', 'worker'], env);
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const client = await connectClient(loadConfig(env));
  try {
    await sleep(8_000);
    const started = performance.now();
    const wanted = { since: '1999-01-01T00:00:00.000Z', freshAfter: new Date().toISOString() };
    await client.workflow.signalWithStart(WORKFLOW_TYPES.feedSync, {
      workflowId: feedSyncId('nvd'),
      taskQueue: TASK_QUEUES.monitoring,
      args: [{ source: 'nvd' }],
      signal: refreshWantedSignal,
      signalArgs: [wanted],
    });
    const memory = await watch(db, worker);
    const seconds = (performance.now() - started) / 1000;
    const limit = (RECORDS / PAGE / ALLOWED_IN_30_S) * 30;
    const figures = (await (await fetch(`${base}/figures`)).json()) as { served: number; refused: number };
    return {
      records: RECORDS,
      seconds: Math.round(seconds * 10) / 10,
      baseline: `NVD's own limit: ${RECORDS / PAGE} pages at ${ALLOWED_IN_30_S} in 30 s`,
      baseline_seconds: limit,
      ratio: Math.round((seconds / limit) * 1000) / 1000,
      records_per_second: Math.round(RECORDS / seconds),
      requests: figures,
      worker_memory_mb: memory,
    };
  } finally {
    await client.connection.close();
    await Promise.all([stop(worker), stop(catalogue)]);
    await db.close();
    await database.drop();
  }
}

function start(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: path.normalize(ROOT),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const megabytesOf = (status: string, name: string): number =>
  Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024);

/** Waits for the end of the reading; resident memory of the worker after each quarter of the records, and its peak. */
async function watch(db: Database, worker: ChildProcess): Promise<{ quarters: number[]; peak: number }> {
  const quarters: number[] = [];
  for (;;) {
    await sleep(500);
    const cursor = await db.withFeedRole((tx) =>
      tx.sql
        .selectFrom('feed_cursors')
        .select(['fresh_until', 'new_total', 'last_error'])
        .where('source', '=', 'nvd')
        .executeTakeFirst(),
    );
    const status = readFileSync(`/proc/${worker.pid ?? 0}/status`, 'utf8');
    if ((cursor?.new_total ?? 0) >= (RECORDS / 4) * (quarters.length + 1))
      quarters.push(megabytesOf(status, 'VmRSS'));
    if (cursor?.fresh_until) return { quarters, peak: megabytesOf(status, 'VmHWM') };
    if (cursor?.last_error) process.stderr.write(`bench: ${cursor.last_error}\n`);
  }
}
