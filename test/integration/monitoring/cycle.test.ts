import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../../../src/config.ts';
import { manualScanId, scheduleId } from '../../../src/contracts/ids.ts';
import { TASK_QUEUES } from '../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../src/contracts/workflow-types.ts';
import { startDemoFeeds, type DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import { SCAN_TYPES, type ScanType } from '../../../src/domain/vocabulary.ts';
import { connectClient } from '../../../src/temporal/client.ts';
import { reconcileSchedules } from '../../../src/temporal/schedules.ts';
import { startWorker, type RunningWorker } from '../../../src/temporal/worker.ts';
import { testTemporal } from '../../support/temporal.ts';
import { createTestTenant } from '../../support/tenants.ts';
import { addVendor, openRig, trackings, type Rig } from './rig.ts';

const RECORDS = fileURLToPath(new URL('../../../demo/records', import.meta.url));
const MINUTES = 60_000;

let rig: Rig;
let feeds: DemoFeeds;
let client: Client;
let worker: RunningWorker;
let running: Promise<void>;
let tenantId: string;

beforeAll(async () => {
  rig = await openRig();
  feeds = await startDemoFeeds({ recordsDir: path.normalize(RECORDS), mode: 'shift', port: 0 });
  const temporal = await testTemporal();
  const at = feeds.address;
  const config = loadConfig({
    DATABASE_URL: rig.database.urls.app,
    DATABASE_FEED_URL: rig.database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VIGIL_ENCRYPTION_KEYS: `t:${Buffer.alloc(32, 1).toString('base64')}`,
    VIGIL_FEED_RATE_LIMITS: 'off',
    NVD_BASE_URL: `${at}/nvd`,
    CVE_ORG_BASE_URL: `${at}/cve-org`,
    CVE_ORG_DELTA_URL: `${at}/cve-org/deltaLog.json`,
    HIBP_BASE_URL: `${at}/hibp`,
    KEV_URL: `${at}/kev.json`,
    EPSS_BASE_URL: `${at}/epss`,
  });
  tenantId = (await createTestTenant(rig.db)).id;
  await addVendor(rig.db, tenantId, 'Oracle');
  client = await connectClient(config);
  worker = await startWorker(config, pino({ level: 'silent' }));
  running = worker.run();
}, 5 * MINUTES);

afterAll(async () => {
  await worker.shutdown();
  await running;
  await client.connection.close();
  await feeds.close();
  await rig.close();
}, 2 * MINUTES);

const scans = () =>
  rig.db.tenant(tenantId, ({ q }) => q.selectFrom('scans').selectAll().orderBy('started_at').execute());

async function scan(scanType: ScanType | 'all' = 'all') {
  const scanId = uuidv7();
  await client.workflow.execute(WORKFLOW_TYPES.monitoringCycle, {
    workflowId: manualScanId(tenantId, scanId),
    taskQueue: TASK_QUEUES.monitoring,
    args: [{ tenantId, scanType, kind: 'manual', scanId }],
  });
  const row = (await scans()).find((one) => one.id === scanId);
  if (!row) throw new Error('The scan left no row');
  return { ...row, of: (source: string) => row.feeds.find((feed) => feed.source === source) };
}

const cursorOf = (source: string) =>
  rig.db.feed(({ q }) =>
    q.selectFrom('feed_cursors').selectAll().where('source', '=', source).executeTakeFirstOrThrow(),
  );

describe('a tenant that was never scanned', () => {
  test(
    'is scanned as soon as a worker starts, by its Schedules, and its matches are responded to',
    async () => {
      for (let tries = 0; tries < 600; tries += 1) {
        const rows = await scans();
        if (rows.length >= 3 && rows.every((row) => row.status !== 'running')) break;
        await sleep(200);
      }
      const rows = await scans();
      expect(rows.map((row) => [row.scan_type, row.kind, row.status]).sort()).toEqual(
        [...SCAN_TYPES].sort().map((type) => [type, 'scheduled', 'completed']),
      );
      const cve = rows.find((row) => row.scan_type === 'cve');
      expect(cve?.feeds.map(({ source, fresh }) => [source, fresh]).sort()).toEqual([
        ['cve-org', true],
        ['epss', true],
        ['kev', true],
        ['nvd', true],
      ]);
      expect(cve?.matches).toBeGreaterThan(0);
      const found = await trackings(rig.db, tenantId);
      // Whichever of the three cycles came first with a tracking, it alone counts its response.
      expect(rows.reduce((sum, row) => sum + row.responses_started, 0)).toBe(found.length);
      expect(found.every((row) => row.response_workflow_id === `incident-response/${row.id}`)).toBe(true);
      const marks = await rig.db.tenant(tenantId, ({ q }) =>
        q.selectFrom('tenant_watermarks').selectAll().execute(),
      );
      expect(marks.map((mark) => mark.scan_type).sort()).toEqual([...SCAN_TYPES].sort());
    },
    3 * MINUTES,
  );

  test('has one Schedule per scan type, each with the tenant as its fairness key', async () => {
    for (const scanType of SCAN_TYPES) {
      const { action, policies } = await client.schedule.getHandle(scheduleId(tenantId, scanType)).describe();
      expect(action.priority?.fairnessKey).toBe(tenantId);
      expect(policies.overlap).toBe('SKIP');
    }
  });

  test('loses the Schedule of what its configuration switches off, and keeps an operator’s pause', async () => {
    const config = await rig.db.tenant(tenantId, ({ q }) =>
      q.selectFrom('security_monitoring_configs').selectAll().executeTakeFirstOrThrow(),
    );
    const handle = client.schedule.getHandle(scheduleId(tenantId, 'cve'));
    await handle.pause('maintenance');
    await reconcileSchedules(client, tenantId, {
      ...config,
      breach_monitoring_enabled: false,
      cve_scan_frequency: 'hourly',
    });
    await expect(client.schedule.getHandle(scheduleId(tenantId, 'breach')).describe()).rejects.toThrow();
    expect((await handle.describe()).state).toMatchObject({ paused: true, note: 'maintenance' });
    await reconcileSchedules(client, tenantId, config);
    await handle.unpause();
  });
});

describe('a cycle whose sources misbehave', () => {
  test(
    'waits where it is told to, reads again what came broken, and sets aside what cannot be read',
    async () => {
      feeds.setFaults([
        { path: '/nvd', kind: 'rate_limited', times: 1, retryAfter: '1' },
        { path: '/cve-org/deltaLog.json', kind: 'unavailable', times: 1 },
        { path: '/hibp', kind: 'truncated', times: 1 },
        { path: '/kev', kind: 'malformed_record', times: 1 },
      ]);
      await rig.db.feed(({ q }) =>
        q
          .updateTable('feed_cursors')
          .set({ cursor: {} as never })
          .execute(),
      );
      const done = await scan();
      expect(done).toMatchObject({ status: 'completed', error: null });
      expect(done.feeds.map((feed) => feed.fresh)).toEqual([true, true, true, true, true]);
      expect(done.of('kev')?.rejected).toBe(1);
      const rejects = await rig.db.feed(({ q }) => q.selectFrom('feed_rejects').selectAll().execute());
      expect(rejects).toEqual([expect.objectContaining({ source: 'kev' })]);
      feeds.setFaults([]);
    },
    3 * MINUTES,
  );

  test(
    'goes on without a source that stays down, says so, and has it again in the next one',
    async () => {
      feeds.setFaults([{ path: '/hibp', kind: 'unavailable' }]);
      const without = await scan();
      expect(without).toMatchObject({ status: 'completed' });
      expect(without.of('hibp')).toMatchObject({
        fresh: false,
        error: expect.stringContaining('503') as unknown,
      });
      expect(without.of('nvd')).toMatchObject({ fresh: true });
      expect(await cursorOf('hibp')).toMatchObject({ next_run_at: null });
      feeds.setFaults([]);
      expect((await scan('breach')).of('hibp')).toMatchObject({ fresh: true });
      expect(await cursorOf('hibp')).toMatchObject({ last_error: null, failures: 0 });
    },
    4 * MINUTES,
  );
});

describe('a response that another cycle has started just now', () => {
  test(
    'is left to it and not counted again',
    async () => {
      const [tracking] = await trackings(rig.db, tenantId);
      const noted = async (response_workflow_id: string | null) =>
        rig.db.tenant(tenantId, ({ q }) =>
          q
            .updateTable('vendor_security_tracking')
            .set({ response_workflow_id })
            .where('id', '=', tracking?.id ?? '')
            .execute(),
        );
      // As that cycle leaves it between the start and the note of it.
      await noted(null);
      expect(await scan('breach')).toMatchObject({ status: 'completed', responses_started: 0 });
      const [after] = await trackings(rig.db, tenantId);
      expect(after).toMatchObject({ id: tracking?.id, response_workflow_id: tracking?.response_workflow_id });
    },
    2 * MINUTES,
  );
});

describe('one CVE on request', () => {
  test(
    'is fetched now and matched',
    async () => {
      const [known] = await trackings(rig.db, tenantId);
      const handle = await client.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
        workflowId: `one/${uuidv7()}`,
        taskQueue: TASK_QUEUES.monitoring,
        args: [{ tenantId, scanType: 'all', kind: 'incident', cveId: known?.external_id ?? '' }],
      });
      await handle.result();
      const last = (await scans()).at(-1);
      expect(last).toMatchObject({ kind: 'incident', status: 'completed', incidents_considered: 1 });
    },
    2 * MINUTES,
  );
});
