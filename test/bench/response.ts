/** Responses from their start to the reviewer's resolution, beside a bare workflow of four no-op activities and a signal. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../../src/config/config.ts';
import { responseId } from '../../src/contracts/ids.ts';
import { resolveSignal } from '../../src/contracts/messages.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { connectClient } from '../../src/temporal/client.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { createTestDatabase } from '../support/servers/database.ts';
import { startMailbox } from '../support/servers/mailbox.ts';
import { testTemporal } from '../support/servers/temporal.ts';
import { createTestTenant } from '../support/data/tenants.ts';
import { finishSignal } from './baseline-workflow.ts';
import { createNoOps } from './no-ops.ts';
import { compare, inParallel, timed } from './rounds.ts';
import { countWaiting } from '../support/data/waiting-responses.ts';

const FEED_ADDRESSES = [
  'NVD_BASE_URL',
  'CVE_ORG_BASE_URL',
  'CVE_ORG_DELTA_URL',
  'HIBP_BASE_URL',
  'KEV_URL',
  'EPSS_BASE_URL',
];
const RESPONSES = 100;
const WIDTH = 40;
const BASELINE_QUEUE = 'bench-baseline';

/** Seconds for 100 responses and 100 bare workflows; the ratio is bare ÷ response (1 is as fast). */
export async function run(): Promise<object> {
  const database = await createTestDatabase();
  const temporal = await testTemporal();
  const mailbox = await startMailbox();
  const config = loadConfig({
    DATABASE_URL: database.urls.app,
    DATABASE_FEED_URL: database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: mailbox.url,
    // Nothing is read from the feeds here, and nothing could: the port is closed.
    ...Object.fromEntries(FEED_ADDRESSES.map((name) => [name, 'http://127.0.0.1:9'])),
    VIGIL_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  });
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const worker = await startWorker(config, pino({ level: process.env['BENCH_LOG'] ?? 'error' }));
  const running = worker.run();
  const client = await connectClient(config);
  const bare = await startBaseline(temporal.address, temporal.namespace);
  try {
    const result = await compare(
      3,
      async () => respondAll(db, client, await seed(db)),
      () => bare.runAll(client),
    );
    return {
      responses: RESPONSES,
      baseline: 'a workflow of four activities that do nothing and a signal, on the same server',
      ...result,
      responses_per_second: Math.round(RESPONSES / result.seconds),
      e_mails: mailbox.mails.length,
    };
  } finally {
    await bare.stop();
    await worker.shutdown();
    await running;
    await client.connection.close();
    await db.close();
    await mailbox.close();
    await database.drop();
  }
}

interface Seeded {
  tenantId: string;
  trackingIds: string[];
}

/** A tenant with one vendor and a tracking for each response, none of them responded to yet. */
async function seed(db: Database): Promise<Seeded> {
  const tenant = await createTestTenant(db);
  const trackingIds: string[] = [];
  await db.withTenant(tenant.id, async (tx) => {
    const tenant_id = tx.tenantId;
    await tx.sql
      .updateTable('security_monitoring_configs')
      .set({
        cve_monitoring_enabled: false,
        breach_monitoring_enabled: false,
        security_feed_monitoring_enabled: false,
      })
      .execute();
    const vendor_id = uuidv7();
    await tx.sql.insertInto('vendors').values({ id: vendor_id, tenant_id, name: 'Bench Vendor' }).execute();
    const incidents = Array.from({ length: RESPONSES }, (_, index) => ({
      id: uuidv7(),
      tenant_id,
      incident_type: 'cve' as const,
      external_id: `CVE-2026-${30_000 + index}`,
      title: `CVE-2026-${30_000 + index}: A flaw`,
      severity: 'high' as const,
      cvss_score: 8,
      source: 'manual',
    }));
    await tx.sql.insertInto('security_incidents').values(incidents).execute();
    const trackings = incidents.map((incident) => ({
      id: uuidv7(),
      tenant_id,
      vendor_id,
      incident_id: incident.id,
      match_confidence: 0.9,
      match_reason: 'Bench',
      incident_severity: 'high' as const,
    }));
    await tx.sql.insertInto('vendor_security_tracking').values(trackings).execute();
    trackingIds.push(...trackings.map(({ id }) => id));
  });
  return { tenantId: tenant.id, trackingIds };
}

function respondAll(db: Database, client: Client, { tenantId, trackingIds }: Seeded) {
  return timed(async () => {
    await inParallel(trackingIds, WIDTH, async (trackingId) => {
      await client.workflow.start(WORKFLOW_TYPES.incidentResponse, {
        workflowId: responseId(trackingId),
        taskQueue: TASK_QUEUES.responses,
        args: [{ tenantId, trackingId, responseNo: 1 }],
      });
    });
    await until(async () => (await countWaiting(db, tenantId)) === RESPONSES);
    const resolution = {
      resolution_type: 'mitigated' as const,
      resolution_notes: '',
      actor: { userId: null, name: 'bench', via: 'operator' as const },
    };
    await inParallel(trackingIds, WIDTH, async (trackingId) => {
      const handle = client.workflow.getHandle(responseId(trackingId));
      await handle.signal(resolveSignal, resolution);
      await handle.result();
    });
  });
}

async function startBaseline(address: string, namespace: string) {
  let reached = 0;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: BASELINE_QUEUE,
    workflowsPath: fileURLToPath(new URL('./baseline-workflow.ts', import.meta.url)),
    activities: createNoOps(() => (reached += 1)),
  });
  const running = worker.run();
  const runAll = (client: Client) => {
    reached = 0;
    const ids = Array.from({ length: RESPONSES }, () => `bench-${randomUUID()}`);
    return timed(async () => {
      await inParallel(ids, WIDTH, async (workflowId) => {
        await client.workflow.start('fourNoOps', { workflowId, taskQueue: BASELINE_QUEUE });
      });
      await until(() => Promise.resolve(reached === RESPONSES));
      await inParallel(ids, WIDTH, async (workflowId) => {
        const handle = client.workflow.getHandle(workflowId);
        await handle.signal(finishSignal);
        await handle.result();
      });
    });
  };
  const stop = async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { runAll, stop };
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await sleep(20);
}
