/** Killing the worker again and again while it reads the whole of NVD: the catalogue is what one that was left alone has. */
import { afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadConfig } from '../../src/config/config.ts';
import { feedSyncId } from '../../src/contracts/ids.ts';
import { refreshWantedSignal } from '../../src/contracts/messages.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { openDatabase } from '../../src/db/database.ts';
import { randomPort } from '../../src/dev/tools/ports.ts';
import { readFeedPage } from '../../src/services/catalogue/ingest/read-feed.ts';
import { connectClient } from '../../src/temporal/client.ts';
import { createTestDatabase } from '../support/servers/database.ts';
import { recordsFolder } from '../support/data/records.ts';
import { startProduct, type RunningProduct } from '../support/product/running-product.ts';
import { randomFrom } from '../support/random.ts';
import { SEED, sized } from '../support/size.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = sized(2_000, 8_000);
const PAGE = 100;
const KILLS = sized(4, 10);
/** After a request for a page: before it is taken in, between it and the next, or a few pages on. */
const LATEST_KILL_MS = 800;
/** After the first row of a page's transaction, which lasts longer. */
const LATEST_KILL_WITHIN_MS = 20;
const SINCE = '1999-01-01T00:00:00.000Z';

let product: RunningProduct | undefined;
let catalogue: ChildProcess | undefined;

afterEach(async () => {
  await product?.stop();
  product = undefined;
  if (catalogue?.exitCode === null) {
    const ended = once(catalogue, 'exit');
    catalogue.kill('SIGTERM');
    await ended;
  }
}, 60_000);

async function startCatalogue(): Promise<string> {
  const port = await randomPort();
  const args = ['test/support/data/nvd-catalogue.ts', port, RECORDS, PAGE, 1_000_000].map(String);
  catalogue = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] },
  });
  const address = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${address}/figures`).then(
      (answer) => answer.ok,
      () => false,
    ))
  )
    await sleep(100);
  return address;
}

/** All rows that a back-fill writes, without ids, transactions and times of writing; a digest each. */
async function rowsOf(superuser: string): Promise<{ rows: string[]; totals: object }> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    const { rows } = await client.query<{ row: string }>(`select external_id || ' ' || md5((to_jsonb(i)
      - '{id,changed_xid,changed_at,created_at,updated_at,discovered_date}'::text[])::text) as row
      from security_incidents i order by external_id`);
    const totals = await client.query<object>(`select covered_from, new_total, changed_total, rejected_total,
      cursor ? 'running' as running, (select count(*)::int from feed_rejects) as rejects
      from feed_cursors where source = 'nvd'`);
    return { rows: rows.map(({ row }) => row), totals: totals.rows[0] ?? {} };
  } finally {
    await client.end();
  }
}

/** The same catalogue, read by nobody who was disturbed. */
async function undisturbed(address: string) {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  try {
    const deps = { db, settings: { nvd: { base_url: `${address}/nvd` } }, rateLimited: false };
    let step = (await readFeedPage(deps, { source: 'nvd', since: SINCE, step: null })).next;
    while (step !== null) step = (await readFeedPage(deps, { source: 'nvd', since: SINCE, step })).next;
    return await rowsOf(database.urls.superuser);
  } finally {
    await db.close();
    await database.drop();
  }
}

async function askForAll({ temporal, database }: RunningProduct, encryptionKeys: string): Promise<void> {
  const config = loadConfig({
    DATABASE_URL: database.urls.app,
    DATABASE_FEED_URL: database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VIGIL_ENCRYPTION_KEYS: encryptionKeys,
  });
  const client = await connectClient(config);
  try {
    await client.workflow.signalWithStart(WORKFLOW_TYPES.feedSync, {
      workflowId: feedSyncId('nvd'),
      taskQueue: TASK_QUEUES.monitoring,
      args: [{ source: 'nvd' }],
      signal: refreshWantedSignal,
      signalArgs: [{ since: SINCE, freshAfter: new Date().toISOString() }],
    });
  } finally {
    await client.connection.close();
  }
}

const requestsOf = async (address: string): Promise<number> =>
  ((await (await fetch(`${address}/figures`)).json()) as { served: number }).served;

const isComplete = (running: RunningProduct): Promise<boolean> =>
  running.db.withFeedRole(async (tx) => {
    const row = await tx.sql
      .selectFrom('feed_cursors')
      .select('fresh_until')
      .where('source', '=', 'nvd')
      .executeTakeFirst();
    return (row?.fresh_until ?? null) !== null;
  });

/** Returns in the middle of a page's transaction: it has written, and has not committed. */
async function whileWriting({ database }: RunningProduct): Promise<void> {
  const client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
  try {
    const writing = `select from pg_stat_activity
      where datname = current_database() and usename = 'vigil_feed' and backend_xid is not null`;
    const end = Date.now() + 60_000;
    while ((await client.query(writing)).rowCount === 0)
      if (Date.now() > end) throw new Error('Nobody has written for a minute');
  } finally {
    await client.end();
  }
}

test('a worker killed at random moments of a back-fill leaves what an undisturbed one leaves, row by row', async () => {
  const seed = SEED;
  const random = randomFrom(seed);
  const address = await startCatalogue();
  const expected = await undisturbed(address);
  expect(expected.rows).toHaveLength(RECORDS);

  const encryptionKeys = `test:${randomBytes(32).toString('base64')}`;
  product = await startProduct({
    records: {
      dir: recordsFolder([{ id: 'CVE-2026-10000', description: 'Of no interest.' }]),
      mode: 'as-is',
    },
    env: { NVD_BASE_URL: `${address}/nvd`, VIGIL_ENCRYPTION_KEYS: encryptionKeys },
  });
  await askForAll(product, encryptionKeys);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await requestsOf(address);
    await product.until(
      `the reading to go on after ${kill - 1} kills`,
      async () => (await requestsOf(address)) > before,
      120,
    );
    // A moment at random seldom lies within a transaction, where half of it may be left: most are looked for.
    const within = kill % 4 !== 0;
    if (within) await whileWriting(product);
    await sleep(random() * (within ? LATEST_KILL_WITHIN_MS : LATEST_KILL_MS));
    await product.worker.kill();
    expect(await isComplete(product)).toBe(false);
    await product.worker.start();
  }
  const running = product;
  await running.until('the end of the back-fill', () => isComplete(running), 240);
  expect(await rowsOf(running.database.urls.superuser)).toEqual(expected);
}, 900_000);
