/**
 * Records real histories of every workflow type into test/replay/histories, for the test that replays them.
 * Run it with `node scripts/record-histories.ts` after a change of shape that `patched` guards, and keep the old files.
 * `node scripts/record-histories.ts alert-digest` writes only the files whose names begin so.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { askForDigest } from '../activities/ask-for-digest.ts';
import { loadConfig } from '../src/config.ts';
import {
  alertDigestId,
  customFeedId,
  feedSyncId,
  incidentMatchId,
  maintenanceId,
  manualScanId,
  processId,
  responseId,
} from '../src/contracts/ids.ts';
import { incidentChangedSignal, qualifyUpdate, resolveUpdate } from '../src/contracts/messages.ts';
import type { MonitoringCycleInput } from '../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../src/contracts/workflow-types.ts';
import { openDatabase, type Database } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { bootstrapRoles } from '../src/db/roles.ts';
import { createTenant } from '../src/db/seed/create-tenant.ts';
import { startDemoFeeds } from '../src/dev/demo-feeds/server.ts';
import { randomPort } from '../src/dev/ports.ts';
import { startPostgres } from '../src/dev/postgres/server.ts';
import { startDevServer } from '../src/dev/temporal/dev-server.ts';
import { findTemporal } from '../src/dev/temporal/find-temporal.ts';
import { SYSTEM } from '../src/services/audit/record.ts';
import { createFeed } from '../src/services/custom-feeds/write-feed.ts';
import { connectClient } from '../src/temporal/client.ts';
import { startWorker } from '../src/temporal/worker.ts';
import {
  advisory,
  serveProvider,
  startFeedServer,
  type FeedServer,
} from '../test/integration/custom-feeds/feed-server.ts';
import { REPLAY_KEYS } from '../test/replay/keys.ts';
import { startMailbox } from '../test/support/mailbox.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HISTORIES = path.join(ROOT, 'test/replay/histories');
const PASSWORD = 'recording';
const ACTOR = { userId: null, name: 'Recorder', via: 'operator' as const };

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function until<T>(what: string, check: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    await sleep(250);
  }
  throw new Error(`Waited in vain for ${what}`);
}

const wanted = process.argv.slice(2);

async function record(client: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  if (wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) return;
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  await writeFile(path.join(HISTORIES, `${name}.json`), `${historyToJSON(history)}\n`);
  say(`${name}: ${history.events?.length ?? 0} events`);
}

async function addVendors(db: Database, tenantId: string): Promise<void> {
  await db.tenant(tenantId, async ({ q }) => {
    for (const name of ['Oracle', 'Microsoft', 'Cisco', 'Fortinet', 'Apache Software Foundation']) {
      await q.insertInto('vendors').values({ id: uuidv7(), tenant_id: tenantId, name }).execute();
    }
  });
}

async function scan(client: Client, input: MonitoringCycleInput, workflowId: string): Promise<void> {
  await client.workflow.execute(WORKFLOW_TYPES.monitoringCycle, {
    workflowId,
    taskQueue: TASK_QUEUES.monitoring,
    args: [input],
  });
}

/** Trackings whose response waits for a reviewer. */
const waitingTrackings = (db: Database, tenantId: string) =>
  db.tenant(tenantId, ({ q }) =>
    q
      .selectFrom('vendor_security_tracking')
      .select(['id', 'incident_id', 'workflow_instance_id'])
      .where('phase', '=', 'awaiting_qualification')
      .where('workflow_instance_id', 'is not', null)
      .orderBy('id')
      .execute(),
  );

/** Their people know the incidents as milder than they are. */
async function worsen(db: Database, tenantId: string, trackings: readonly { id: string }[]): Promise<void> {
  const ids = trackings.map(({ id }) => id);
  await db.tenant(tenantId, ({ q }) =>
    q
      .updateTable('vendor_security_tracking')
      .set({ incident_severity: 'low', incident_kev: false })
      .where('id', 'in', ids)
      .execute(),
  );
}

/** Tells a response as a cycle does; the run that was told. */
async function tell(client: Client, tenantId: string, tracking: { id: string }): Promise<string> {
  const handle = await client.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, {
    workflowId: responseId(tracking.id),
    taskQueue: TASK_QUEUES.responses,
    args: [{ tenantId, trackingId: tracking.id, responseNo: 1 }],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    signal: incidentChangedSignal,
    signalArgs: [{ kind: 'worsened', severity: 'critical', kev: false, fingerprint: 'recorded' }],
  });
  return handle.signaledRunId;
}

async function play(client: Client, db: Database, tenantId: string): Promise<void> {
  const scanId = uuidv7();
  const cycle = manualScanId(tenantId, scanId);
  await scan(client, { tenantId, scanType: 'all', kind: 'manual', scanId }, cycle);
  await record(client, 'monitoring-cycle-manual', cycle);
  for (const source of ['nvd', 'cve-org', 'hibp', 'kev', 'epss'] as const) {
    await record(client, `feed-sync-${source}`, feedSyncId(source));
  }
  const [resolved, mistaken, worsened, fresh] = await until('responses that wait', async () => {
    const found = await waitingTrackings(db, tenantId);
    return found.length >= 4 && found;
  });
  if (!resolved || !mistaken || !worsened || !fresh) throw new Error('Fewer trackings than expected');
  const single = incidentMatchId(tenantId, fresh.incident_id);
  await scan(client, { tenantId, scanType: 'all', kind: 'incident', incidentId: fresh.incident_id }, single);
  await record(client, 'monitoring-cycle-incident', single);
  const responses = (id: string) => client.workflow.getHandle(responseId(id));
  const { runId: resolvedRun } = await responses(resolved.id).describe();
  await responses(resolved.id).executeUpdate(qualifyUpdate, {
    args: [
      {
        risk_level: 'high',
        impact_analysis: 'In use.',
        recommended_actions: [],
        status: 'completed',
        actor: ACTOR,
      },
    ],
  });
  await responses(resolved.id).executeUpdate(resolveUpdate, {
    args: [{ resolution_type: 'remediated', resolution_notes: 'Patched.', actor: ACTOR }],
  });
  await responses(mistaken.id).executeUpdate(resolveUpdate, {
    args: [{ resolution_type: 'false_positive', resolution_notes: 'Another one.', actor: ACTOR }],
  });
  await responses(resolved.id).result();
  await worsen(db, tenantId, [worsened, resolved]);
  await tell(client, tenantId, worsened);
  const reopenedRun = await tell(client, tenantId, resolved);
  await sleep(5_000);
  await record(client, 'incident-response-waiting', responseId(fresh.id));
  await record(client, 'incident-response-resolved', responseId(resolved.id), resolvedRun);
  await record(client, 'incident-response-reopened', responseId(resolved.id), reopenedRun);
  await record(client, 'incident-response-false-positive', responseId(mistaken.id));
  await record(client, 'incident-response-worsened', responseId(worsened.id));
  await record(client, 'risk-process-waiting', processId(fresh.workflow_instance_id ?? ''));
  await record(client, 'risk-process-cancelled', processId(mistaken.workflow_instance_id ?? ''));
}

/** A tenant whose alerts exceed its budget: the digest while it waits, and one that is sent. */
async function playDigest(client: Client, db: Database): Promise<void> {
  const tenantId = await createTenant(
    db,
    { slug: 'flooded', name: 'Flooded' },
    async ({ q, tenantId: id }) => {
      await q.updateTable('security_monitoring_configs').set({ alert_budget_per_hour: 1 }).execute();
      await q
        .insertInto('users')
        .values({ id: uuidv7(), tenant_id: id, name: 'Ada', email: 'ada@x.example', roles: ['admin'] })
        .execute();
    },
  );
  await addVendors(db, tenantId);
  const scanId = uuidv7();
  const cycle = manualScanId(tenantId, scanId);
  await scan(client, { tenantId, scanType: 'all', kind: 'manual', scanId }, cycle);
  const digest = client.workflow.getHandle(alertDigestId(tenantId));
  await until('a held alert', () => digest.describe().catch(() => null));
  await sleep(5_000);
  await record(client, 'alert-digest-waiting', digest.workflowId);
  await digest.terminate('Recorded');
  await db.tenant(tenantId, ({ q }) =>
    q
      .updateTable('alert_deliveries')
      .set({ held_at: new Date(Date.now() - 7_200_000).toISOString() })
      .where('status', '=', 'held')
      .execute(),
  );
  await askForDigest(client, tenantId);
  await digest.result();
  await record(client, 'alert-digest-sent', digest.workflowId);
}

/** A CSAF provider of two pages, with a document that is down for a while, and nothing to read in the end. */
async function playCustomFeed(client: Client, db: Database, server: FeedServer): Promise<void> {
  const tenantId = await createTenant(db, { slug: 'reader', name: 'Reader' }, async () => {});
  const updated = new Date().toISOString();
  const documents = Array.from({ length: 60 }, (_, number) => ({
    id: `A-${number}`,
    updated,
    body: advisory(`A-${number}`, { date: updated }),
  }));
  const url = serveProvider(server, documents);
  const guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  const feed = { name: 'Advisories', kind: 'csaf', url, incident_type: 'vulnerability_disclosure' } as const;
  const rest = { vendor: null, default_severity: null, mapping: null, days_back: 30, enabled: true };
  const { id } = await db.tenant(tenantId, (tx) =>
    createFeed(tx, SYSTEM, { ...feed, ...rest }, { keys: REPLAY_KEYS, guard }),
  );
  const read = async (name: string) => {
    const scanId = uuidv7();
    await scan(
      client,
      { tenantId, scanType: 'feeds', kind: 'manual', scanId },
      manualScanId(tenantId, scanId),
    );
    await client.workflow.getHandle(customFeedId(id)).result();
    await record(client, name, customFeedId(id));
  };
  await read('custom-feed-read');
  server.serve.set('/provider-metadata.json', 404);
  await read('custom-feed-failed');
}

/** What the hourly Schedule starts, over whatever tenants there are by then. */
async function playMaintenance(client: Client): Promise<void> {
  const workflowId = maintenanceId();
  await client.workflow.execute(WORKFLOW_TYPES.maintenance, {
    workflowId,
    taskQueue: TASK_QUEUES.monitoring,
    args: [{}],
  });
  await record(client, 'maintenance', workflowId);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigil-record-'));
  await chmod(folder, 0o755);
  const postgres = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await randomPort(),
    password: PASSWORD,
    logFile: path.join(folder, 'postgres.log'),
    settings: ['fsync=off'],
    say,
  });
  const temporal = await startDevServer({
    program: await findTemporal(process.env, say),
    port: await randomPort(),
    uiPort: undefined,
    dbFile: undefined,
    logFile: path.join(folder, 'temporal.log'),
  });
  const mailbox = await startMailbox();
  const feeds = await startDemoFeeds({ recordsDir: path.join(ROOT, 'demo/records'), mode: 'shift', port: 0 });
  const own = await startFeedServer();
  const urlOf = (role: string, name = 'vigil') =>
    `postgres://${role}:${PASSWORD}@${postgres.address}/${name}`;
  try {
    await bootstrapRoles(urlOf('postgres', 'postgres'), { owner: PASSWORD, app: PASSWORD, feed: PASSWORD });
    await migrate(urlOf('vigil_owner'));
    const at = feeds.address;
    const config = loadConfig({
      DATABASE_URL: urlOf('vigil_app'),
      DATABASE_FEED_URL: urlOf('vigil_feed'),
      TEMPORAL_ADDRESS: temporal.address,
      SMTP_URL: mailbox.url,
      VIGIL_ENCRYPTION_KEYS: REPLAY_KEYS.map(({ kid, key }) => `${kid}:${key.toString('base64')}`).join(','),
      VIGIL_FEED_RATE_LIMITS: 'off',
      NVD_BASE_URL: `${at}/nvd`,
      CVE_ORG_BASE_URL: `${at}/cve-org`,
      CVE_ORG_DELTA_URL: `${at}/cve-org/deltaLog.json`,
      HIBP_BASE_URL: `${at}/hibp`,
      KEV_URL: `${at}/kev.json`,
      EPSS_BASE_URL: `${at}/epss`,
    });
    const db = await openDatabase({ app: config.database.url, feed: urlOf('vigil_feed') });
    const client = await connectClient(config);
    const worker = await startWorker(config, pino({ level: 'warn' }, pino.destination(2)), {
      guard: { allow: [{ address: '127.0.0.1', port: own.port }] },
    });
    const running = worker.run();
    const tenantId = await createTenant(db, { slug: 'recorded', name: 'Recorded' }, async () => {});
    await addVendors(db, tenantId);
    await playCustomFeed(client, db, own);
    await play(client, db, tenantId);
    await playDigest(client, db);
    await playMaintenance(client);
    await worker.shutdown();
    await running;
    await client.connection.close();
    await db.close();
  } finally {
    own.close();
    await feeds.close();
    await mailbox.close();
    process.kill(temporal.pid, 'SIGTERM');
    process.kill(postgres.pid, 'SIGINT');
    await sleep(3_000);
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
