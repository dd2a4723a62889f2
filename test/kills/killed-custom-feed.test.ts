/** Killing the worker again and again while it reads a CSAF provider of 2,000 documents: each is there once in the end. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config/config.ts';
import { customFeedId } from '../../src/contracts/ids.ts';
import { refreshWantedSignal } from '../../src/contracts/messages.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { SYSTEM } from '../../src/services/access/audit/record.ts';
import { readFeed } from '../../src/services/custom-feeds/feed-row.ts';
import { createFeed } from '../../src/services/custom-feeds/manage/write-feed.ts';
import { connectClient } from '../../src/temporal/client.ts';
import {
  advisory,
  serveProvider,
  startFeedServer,
  type FeedServer,
} from '../integration/custom-feeds/feed-server.ts';
import { configure } from '../integration/monitoring/support/rig.ts';
import { createTestDatabase, type TestDatabase } from '../support/servers/database.ts';
import { randomFrom } from '../support/random.ts';
import { SEED, sized } from '../support/size.ts';
import { testTemporal } from '../support/servers/temporal.ts';
import { createTestTenant } from '../support/data/tenants.ts';
import { say } from '../support/test-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENTS = sized(500, 2_000);
/** Documents of one activity. */
const PAGE = 50;
const KILLS = sized(3, 4);
/** Requests before a kill, at most: after all kills some documents must be left. */
const MOST_BEFORE_KILL = Math.floor(DOCUMENTS / (KILLS + 1));
const NOWHERE = 'http://127.0.0.1:9';

let database: TestDatabase;
let db: Database;
let server: FeedServer;
let environment: Record<string, string>;
let worker: ChildProcess | undefined;

async function killWorker(): Promise<void> {
  if (worker?.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

function startWorkerProcess(): void {
  const args = ['test/support/product/custom-feed-worker.ts', String(server.port)];
  worker = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore', env: environment });
}

beforeAll(async () => {
  server = await startFeedServer();
  database = await createTestDatabase();
  db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const temporal = await testTemporal();
  environment = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database.urls.app,
    DATABASE_FEED_URL: database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VIGIL_ENCRYPTION_KEYS: `t:${Buffer.alloc(32, 1).toString('base64')}`,
    VIGIL_FEED_RATE_LIMITS: 'off',
    NVD_BASE_URL: NOWHERE,
    CVE_ORG_BASE_URL: NOWHERE,
    CVE_ORG_DELTA_URL: NOWHERE,
    HIBP_BASE_URL: NOWHERE,
    KEV_URL: NOWHERE,
    EPSS_BASE_URL: NOWHERE,
  };
}, 300_000);
afterEach(killWorker, 30_000);
afterAll(async () => {
  await db.close();
  await database.drop();
  server.close();
}, 60_000);

/** A tenant whose only reading is the one that the test asks for, and its feed. */
async function addProvider(): Promise<{ tenantId: string; feedId: string }> {
  const tenantId = (await createTestTenant(db)).id;
  await configure(db, tenantId, {
    cve_monitoring_enabled: false,
    breach_monitoring_enabled: false,
    security_feed_monitoring_enabled: false,
  });
  const updated = new Date(Date.now() - 86_400_000).toISOString();
  const documents = Array.from({ length: DOCUMENTS }, (_, number) => {
    const id = `ZYX-${String(number).padStart(4, '0')}`;
    return { id, updated, body: advisory(id, { date: updated }) };
  });
  const input = {
    name: 'Advisories',
    kind: 'csaf' as const,
    url: serveProvider(server, documents),
    incident_type: 'vulnerability_disclosure' as const,
    vendor: null,
    default_severity: null,
    mapping: null,
    days_back: 30,
    enabled: true,
  };
  const deps = {
    keys: [{ kid: 't', key: Buffer.alloc(32, 1) }],
    guard: { allow: [{ address: '127.0.0.1', port: server.port }] },
  };
  const { id } = await db.withTenant(tenantId, (tx) => createFeed(tx, SYSTEM, input, deps));
  return { tenantId, feedId: id };
}

async function ask(tenantId: string, feedId: string): Promise<void> {
  const client = await connectClient(loadConfig(environment));
  const now = new Date().toISOString();
  await client.workflow.signalWithStart(WORKFLOW_TYPES.customFeed, {
    workflowId: customFeedId(feedId),
    taskQueue: TASK_QUEUES.monitoring,
    args: [{ tenantId, feedId }],
    signal: refreshWantedSignal,
    signalArgs: [{ since: now, freshAfter: now }],
  });
  await client.connection.close();
}

const documentsAsked = () => server.asked.filter(({ path }) => path.startsWith('/docs/'));

async function untilTrue(
  what: string,
  seconds: number,
  check: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await sleep(50);
  }
}

test('a worker killed at random moments goes on where it stopped, and no document is there twice or missing', async () => {
  const random = randomFrom(SEED);
  const { tenantId, feedId } = await addProvider();
  await ask(tenantId, feedId);
  const row = () => db.withTenant(tenantId, (tx) => readFeed(tx, feedId));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    startWorkerProcess();
    const before = documentsAsked().length;
    const wanted = before + PAGE + Math.floor(random() * (MOST_BEFORE_KILL - PAGE));
    await untilTrue(
      `the reading to go on after ${kill - 1} kills`,
      120,
      () => documentsAsked().length >= wanted,
    );
    await killWorker();
    const { pending_documents: pending, fresh_until: fresh } = (await row()) ?? {};
    say(
      `killed-custom-feed: kill ${kill} after ${documentsAsked().length} requests, ${pending} documents left`,
    );
    expect(fresh).toBeNull();
    expect(pending).toBeGreaterThan(0);
    expect(pending).toBeLessThan(DOCUMENTS);
  }
  startWorkerProcess();
  await untilTrue('the end of the reading', 240, async () => (await row())?.fresh_until !== null);
  expect(await row()).toMatchObject({
    healthy: true,
    entries: DOCUMENTS,
    pending_documents: 0,
    new_total: DOCUMENTS,
    changed_total: 0,
    rejected_total: 0,
  });
  const ids = await db.withTenant(tenantId, (tx) =>
    tx.sql.selectFrom('security_incidents').select('external_id').where('source', '=', feedId).execute(),
  );
  expect(new Set(ids.map((one) => one.external_id)).size).toBe(DOCUMENTS);
  expect(ids).toHaveLength(DOCUMENTS);
  // A page that was under way is asked for again, and nothing that was committed.
  expect(documentsAsked().length).toBeLessThanOrEqual(DOCUMENTS + KILLS * PAGE);
  expect(new Set(documentsAsked().map(({ path }) => path)).size).toBe(DOCUMENTS);
}, 900_000);
