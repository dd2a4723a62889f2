/** A worker in this process over real PostgreSQL, a real Temporal server and the demo feeds. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { feedVariables } from '../../../../src/dev/stack/stack-environment.ts';
import { loadConfig, type Config } from '../../../../src/config/config.ts';
import { maintenanceId, manualScanId } from '../../../../src/contracts/ids.ts';
import type { MaintenanceCounts } from '../../../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../../src/contracts/workflow-types.ts';
import { startDemoFeeds, type DemoFeeds } from '../../../../src/dev/demo-feeds/server.ts';
import { SCAN_TYPES, type ScanType } from '../../../../src/domain/vocabulary.ts';
import { connectClient } from '../../../../src/temporal/client.ts';
import { startWorker, type TestOverrides } from '../../../../src/worker/worker.ts';
import { testTemporal, type TestTemporal } from '../../../support/servers/temporal.ts';
import { openRig, type Rig } from './rig.ts';

const RECORDS = fileURLToPath(new URL('../../../../demo/records', import.meta.url));

/** By which its payloads are encrypted. */
export const ENGINE_KEYS = [{ kid: 't', key: Buffer.alloc(32, 1) }];

/** One line of the worker's log. */
export type LogLine = Record<string, unknown> & { level: number; msg: string };

export interface EngineRig extends Rig {
  feeds: DemoFeeds;
  client: Client;
  temporal: TestTemporal;
  /** What the worker has logged. */
  log: LogLine[];
  /** A tenant's scans, oldest first. */
  scans(tenantId: string): Promise<ScanRow[]>;
  /** A cycle on request, and its row. */
  scan(tenantId: string, scanType?: ScanType | 'all'): Promise<ScanRow>;
  /** Waits until the cycles are over that the worker begins for a tenant never scanned. */
  firstCycles(tenantId: string): Promise<void>;
  /** Triggers the hourly maintenance and waits for what it did. */
  maintain(): Promise<MaintenanceCounts>;
}

const scansOf = (rig: Rig, tenantId: string) =>
  rig.db.withTenant(tenantId, (tx) => tx.sql.selectFrom('scans').selectAll().orderBy('started_at').execute());

type ScanRow = Awaited<ReturnType<typeof scansOf>>[number];

function configOf(rig: Rig, feeds: DemoFeeds, temporal: TestTemporal): Config {
  return loadConfig({
    DATABASE_URL: rig.database.urls.app,
    DATABASE_FEED_URL: rig.database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VIGIL_ENCRYPTION_KEYS: ENGINE_KEYS.map(({ kid, key }) => `${kid}:${key.toString('base64')}`).join(','),
    ...feedVariables(feeds.address),
  });
}

/** Starts all of it. `prepare` makes what is to be there before the worker begins; `records`: the demo's, or a folder. */
export async function openEngine(
  prepare: (rig: Rig) => Promise<void>,
  records?: string,
  overrides: TestOverrides = {},
): Promise<EngineRig> {
  const rig = await openRig();
  const served =
    records === undefined
      ? { recordsDir: path.normalize(RECORDS), mode: 'shift' as const }
      : { recordsDir: records, mode: 'as-is' as const };
  const feeds = await startDemoFeeds({ ...served, port: 0 });
  const temporal = await testTemporal();
  const config = configOf(rig, feeds, temporal);
  await prepare(rig);
  const log: LogLine[] = [];
  const client = await connectClient(config);
  const worker = await startWorker(
    config,
    pino({}, { write: (line) => void log.push(JSON.parse(line) as LogLine) }),
    overrides,
  );
  const running = worker.run();
  await pauseMaintenance(client);
  const scans = (tenantId: string) => scansOf(rig, tenantId);
  const firstCycles = async (tenantId: string) => {
    await until('the first cycles', async () => {
      const rows = await scans(tenantId);
      return rows.length >= SCAN_TYPES.length && rows.every(({ status }) => status !== 'running');
    });
  };
  return {
    ...rig,
    feeds,
    client,
    temporal,
    log,
    scans,
    firstCycles,
    maintain: () => maintain(client),
    scan: async (tenantId, scanType = 'all') => {
      const scanId = await runCycle(client, tenantId, scanType);
      const row = (await scans(tenantId)).find(({ id }) => id === scanId);
      if (!row) throw new Error('The scan left no row');
      return row;
    },
    close: async () => {
      await worker.shutdown();
      await running;
      await client.connection.close();
      await feeds.close();
      await rig.close();
    },
  };
}

/** Tests ask for maintenance themselves; the hourly one would come in between. */
async function pauseMaintenance(client: Client): Promise<void> {
  await until('the Schedule of maintenance', () =>
    client.schedule
      .getHandle(maintenanceId())
      .pause()
      .then(
        () => true,
        () => false,
      ),
  );
}

/** Runs a cycle as a request for one does; the id of its scan. */
async function runCycle(client: Client, tenantId: string, scanType: ScanType | 'all'): Promise<string> {
  const scanId = uuidv7();
  await client.workflow.execute(WORKFLOW_TYPES.monitoringCycle, {
    workflowId: manualScanId(tenantId, scanId),
    taskQueue: TASK_QUEUES.monitoring,
    args: [{ tenantId, scanType, kind: 'manual', scanId }],
  });
  return scanId;
}

async function maintain(client: Client): Promise<MaintenanceCounts> {
  const handle = client.schedule.getHandle(maintenanceId());
  const before = (await handle.describe()).info.numActionsTaken;
  await handle.trigger();
  const action = await until('the run to start', async () => {
    const { recentActions, numActionsTaken } = (await handle.describe()).info;
    return numActionsTaken > before && recentActions.at(-1)?.action;
  });
  const { workflowId, firstExecutionRunId } = action.workflow;
  return client.workflow.getHandle(workflowId, firstExecutionRunId).result() as Promise<MaintenanceCounts>;
}

/** Polls until `check` gives something. */
export async function until<T>(what: string, check: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    await sleep(200);
  }
  throw new Error(`Waited in vain for ${what}`);
}
