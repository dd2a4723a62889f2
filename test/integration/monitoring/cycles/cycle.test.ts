import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { incidentMatchId, responseId, scheduleId } from '../../../../src/contracts/ids.ts';
import { TASK_QUEUES } from '../../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../../src/contracts/workflow-types.ts';
import { SCAN_TYPES, type ScanType } from '../../../../src/domain/vocabulary.ts';
import { reconcileSchedules } from '../../../../src/temporal/schedules.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { addMatch } from '../../../workflows/support/match.ts';
import { openEngine, type EngineRig } from '../support/engine.ts';
import { addVendor, trackings } from '../support/rig.ts';

const MINUTES = 60_000;

let rig: EngineRig;
let tenantId: string;

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    tenantId = (await createTestTenant(db)).id;
    await addVendor(db, tenantId, 'Oracle');
  });
}, 5 * MINUTES);

afterAll(() => rig.close(), 2 * MINUTES);

async function scan(scanType: ScanType | 'all' = 'all') {
  const row = await rig.scan(tenantId, scanType);
  return { ...row, of: (source: string) => row.feeds.find((feed) => feed.source === source) };
}

const cursorOf = (source: string) =>
  rig.db.withFeedRole((tx) =>
    tx.sql.selectFrom('feed_cursors').selectAll().where('source', '=', source).executeTakeFirstOrThrow(),
  );

describe('many incidents at once', () => {
  const AT_ONCE = 25;

  test(
    'each start their own response, and nobody else’s',
    async () => {
      // By then the worker has looked for tenants that were never scanned.
      await rig.firstCycles(tenantId);
      const tenant = await createTestTenant(rig.db);
      const matches = [];
      for (let made = 0; made < AT_ONCE; made += 1) matches.push(await addMatch(rig.db, tenant));
      const cycles = await Promise.all(
        matches.map(({ incidentId }) =>
          rig.client.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
            workflowId: incidentMatchId(tenant.id, incidentId),
            taskQueue: TASK_QUEUES.monitoring,
            args: [{ tenantId: tenant.id, scanType: 'all', kind: 'incident', scanId: uuidv7(), incidentId }],
          }),
        ),
      );
      await Promise.all(cycles.map((cycle) => cycle.result()));
      const rows = await rig.scans(tenant.id);
      expect(rows.map((row) => row.responses_started)).toEqual(matches.map(() => 1));
      const found = await trackings(rig.db, tenant.id);
      expect(found.map((row) => row.response_workflow_id).sort()).toEqual(
        matches.map(({ trackingId }) => responseId(trackingId)).sort(),
      );
    },
    2 * MINUTES,
  );
});

describe('a tenant that was never scanned', () => {
  test(
    'is scanned as soon as a worker starts, by its Schedules, and its matches are responded to',
    async () => {
      await rig.firstCycles(tenantId);
      const rows = await rig.scans(tenantId);
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
      const marks = await rig.db.withTenant(tenantId, (tx) =>
        tx.sql.selectFrom('tenant_watermarks').selectAll().execute(),
      );
      expect(marks.map((mark) => mark.scan_type).sort()).toEqual([...SCAN_TYPES].sort());
    },
    3 * MINUTES,
  );

  test('has one Schedule per scan type, each with the tenant as its fairness key', async () => {
    for (const scanType of SCAN_TYPES) {
      const { action, policies } = await rig.client.schedule
        .getHandle(scheduleId(tenantId, scanType))
        .describe();
      expect(action.priority?.fairnessKey).toBe(tenantId);
      expect(policies.overlap).toBe('SKIP');
    }
  });

  test('loses the Schedule of what its configuration switches off, and keeps an operator’s pause', async () => {
    const config = await rig.db.withTenant(tenantId, (tx) =>
      tx.sql.selectFrom('security_monitoring_configs').selectAll().executeTakeFirstOrThrow(),
    );
    const handle = rig.client.schedule.getHandle(scheduleId(tenantId, 'cve'));
    await handle.pause('maintenance');
    await reconcileSchedules(rig.client, tenantId, {
      ...config,
      breach_monitoring_enabled: false,
      cve_scan_frequency: 'hourly',
    });
    await expect(rig.client.schedule.getHandle(scheduleId(tenantId, 'breach')).describe()).rejects.toThrow();
    expect((await handle.describe()).state).toMatchObject({ paused: true, note: 'maintenance' });
    await reconcileSchedules(rig.client, tenantId, config);
    await handle.unpause();
  });
});

describe('a cycle whose sources misbehave', () => {
  test(
    'waits where it is told to, reads again what came broken, and sets aside what cannot be read',
    async () => {
      rig.feeds.setFaults([
        { path: '/nvd', kind: 'rate_limited', times: 1, retryAfter: '1' },
        { path: '/cve-org/deltaLog.json', kind: 'unavailable', times: 1 },
        { path: '/hibp', kind: 'truncated', times: 1 },
        { path: '/kev', kind: 'malformed_record', times: 1 },
      ]);
      await rig.db.withFeedRole((tx) =>
        tx.sql
          .updateTable('feed_cursors')
          .set({ cursor: {} as never })
          .execute(),
      );
      const done = await scan();
      expect(done).toMatchObject({ status: 'completed', error: null });
      expect(done.feeds.map((feed) => feed.fresh)).toEqual([true, true, true, true, true]);
      expect(done.of('kev')?.rejected).toBe(1);
      const rejects = await rig.db.withFeedRole((tx) =>
        tx.sql.selectFrom('feed_rejects').selectAll().execute(),
      );
      expect(rejects).toEqual([expect.objectContaining({ source: 'kev' })]);
      rig.feeds.setFaults([]);
    },
    3 * MINUTES,
  );

  test(
    'goes on without a source that stays down, says so, and has it again in the next one',
    async () => {
      rig.feeds.setFaults([{ path: '/hibp', kind: 'unavailable' }]);
      const without = await scan();
      expect(without).toMatchObject({ status: 'completed' });
      expect(without.of('hibp')).toMatchObject({
        fresh: false,
        error: expect.stringContaining('503') as unknown,
      });
      expect(without.of('nvd')).toMatchObject({ fresh: true });
      expect(await cursorOf('hibp')).toMatchObject({ next_run_at: null });
      rig.feeds.setFaults([]);
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
        rig.db.withTenant(tenantId, (tx) =>
          tx.sql
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
      const handle = await rig.client.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
        workflowId: `one/${uuidv7()}`,
        taskQueue: TASK_QUEUES.monitoring,
        args: [{ tenantId, scanType: 'all', kind: 'incident', cveId: known?.external_id ?? '' }],
      });
      await handle.result();
      const last = (await rig.scans(tenantId)).at(-1);
      expect(last).toMatchObject({ kind: 'incident', status: 'completed', incidents_considered: 1 });
    },
    2 * MINUTES,
  );
});

test(
  'a scan of a CVE that no source knows says so',
  async () => {
    const cveId = 'CVE-2099-99999';
    await rig.client.workflow.execute(WORKFLOW_TYPES.monitoringCycle, {
      workflowId: incidentMatchId(tenantId, cveId),
      taskQueue: TASK_QUEUES.monitoring,
      args: [{ tenantId, scanType: 'all', kind: 'incident', scanId: uuidv7(), cveId }],
    });
    const [scanned] = (await rig.scans(tenantId)).filter((row) => row.workflow_id.endsWith(cveId));
    expect(scanned).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`gave ${cveId}`) as unknown,
    });
  },
  2 * MINUTES,
);
