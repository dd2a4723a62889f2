/** What keeps an installation in order by itself, on a real Temporal server. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { maintenanceId, scheduleId } from '../../../../src/contracts/ids.ts';
import { WORKFLOW_TYPES } from '../../../../src/contracts/workflow-types.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { openEngine, type EngineRig } from '../support/engine.ts';
import { configure } from '../support/rig.ts';

const MINUTES = 60_000;

let rig: EngineRig;
let first: TestTenant;
let second: TestTenant;

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    first = await createTestTenant(db);
    second = await createTestTenant(db);
  });
  for (const { id } of [first, second]) await rig.firstCycles(id);
}, 5 * MINUTES);

afterAll(() => rig.close(), 2 * MINUTES);

const schedule = (tenant: TestTenant, scanType: 'cve' | 'breach' | 'feeds') =>
  rig.client.schedule.getHandle(scheduleId(tenant.id, scanType));

const maintain = () => rig.maintain();

describe('an installation', () => {
  test('has one hourly Schedule of maintenance, of which no two run at once', async () => {
    const { action, policies, spec } = await rig.client.schedule.getHandle(maintenanceId()).describe();
    expect(action).toMatchObject({ workflowType: WORKFLOW_TYPES.maintenance });
    expect(action.staticSummary).toMatch(/maintenance/i);
    expect(policies.overlap).toBe('SKIP');
    expect(spec.calendars?.[0]?.hour).toEqual([{ start: 0, end: 23, step: 1 }]);
  });

  test(
    'gets the Schedules that a configuration changed while Temporal was away, and only those',
    async () => {
      const untouched = (await schedule(second, 'cve').describe()).info.lastUpdatedAt;
      await schedule(first, 'cve').pause('on leave');
      await schedule(first, 'feeds').delete();
      // As a PUT leaves it whose Schedules could not be updated.
      await configure(rig.db, first.id, {
        cve_scan_frequency: 'hourly',
        breach_monitoring_enabled: false,
        timezone: 'Europe/Vienna',
      });
      expect(await maintain()).toMatchObject({ tenants: 2, schedules_mended: 3, schedules_refused: 0 });
      const { action, spec, state } = await schedule(first, 'cve').describe();
      expect(action.staticSummary).toContain('hourly cve cycle');
      expect(spec.timezone).toBe('Europe/Vienna');
      expect(state).toMatchObject({ paused: true, note: 'on leave' });
      await expect(schedule(first, 'breach').describe()).rejects.toThrow();
      await expect(schedule(first, 'feeds').describe()).resolves.toBeDefined();
      expect((await schedule(second, 'cve').describe()).info.lastUpdatedAt).toEqual(untouched);
      expect(await maintain()).toMatchObject({ schedules_mended: 0 });
    },
    MINUTES,
  );

  test(
    'is told of a tenant whose Schedules the engine refuses, and goes on with the others',
    async () => {
      await configure(rig.db, first.id, { timezone: 'Nowhere/Atall' });
      await schedule(second, 'breach').delete();
      expect(await maintain()).toMatchObject({ schedules_mended: 1, schedules_refused: 1 });
      expect(rig.log).toContainEqual(
        expect.objectContaining({ tenant_id: first.id, msg: 'the engine refuses the Schedules of a tenant' }),
      );
      await configure(rig.db, first.id, { timezone: 'UTC' });
      expect(await maintain()).toMatchObject({ schedules_mended: 2, schedules_refused: 0 });
    },
    MINUTES,
  );
});

describe('scans that have stopped', () => {
  /** As time makes it: nothing but time can. */
  async function threeDaysPass(tenant: TestTenant): Promise<void> {
    const client = new pg.Client({ connectionString: rig.database.urls.superuser });
    await client.connect();
    await client.query('set session_replication_role = replica');
    const back = `- interval '3 days' where tenant_id = $1`;
    await client.query(`update scans set finished_at = finished_at ${back}`, [tenant.id]);
    await client.query(`update security_monitoring_configs set created_at = created_at ${back}`, [tenant.id]);
    await client.end();
  }
  const titles = (tenant: TestTenant) =>
    rig.db.withTenant(tenant.id, async (tx) =>
      (await tx.sql.selectFrom('messages').select(['title', 'user_id']).orderBy('id').execute()).filter(
        ({ title }) => title.startsWith('Scans of'),
      ),
    );

  test(
    'are told to the admins once, and that they are made again',
    async () => {
      await threeDaysPass(second);
      expect(await maintain()).toMatchObject({ late_scans_told: 3 });
      expect(await maintain()).toMatchObject({ late_scans_told: 0 });
      expect(rig.log).toContainEqual(
        expect.objectContaining({
          level: 50,
          tenant_id: second.id,
          scan_type: 'cve',
          msg: 'the scans of a tenant have stopped',
        }),
      );
      // One type is scanned again: of the others that is no news.
      await rig.scan(second.id, 'breach');
      expect(await maintain()).toMatchObject({ late_scans_told: 1 });
      await rig.scan(second.id);
      expect(await maintain()).toMatchObject({ late_scans_told: 2 });
      const user_id = second.users.admin.id;
      expect(await titles(second)).toEqual(
        [
          ...['CVEs have stopped', 'breaches have stopped', 'custom feeds have stopped'],
          ...['breaches are made again', 'CVEs are made again', 'custom feeds are made again'],
        ].map((line) => ({ user_id, title: `Scans of ${line}` })),
      );
      expect(await titles(first)).toEqual([]);
    },
    2 * MINUTES,
  );
});

describe('what has expired', () => {
  /** Rows of each kind that are, and that are not, old enough; behind the policies, as only time makes them. */
  async function fill(tenant: TestTenant, underWay: WorkflowHandleWithFirstExecutionRunId): Promise<void> {
    const client = new pg.Client({ connectionString: rig.database.urls.superuser });
    await client.connect();
    const insert = (columns: string, values: string, more: unknown[] = []) =>
      client.query(`insert into ${columns} values ${values}`, [uuidv7(), ...more]);
    const own = [tenant.id];
    for (const [key, age] of [
      ['old', '25 hours'],
      ['live', '23 hours'],
    ]) {
      await insert(
        'idempotency_keys (id, tenant_id, principal, key, request_hash, created_at)',
        `($1, $2, 'p', '${key}', 'h', now() - interval '${age}')`,
        own,
      );
    }
    for (const [hash, ends] of [
      ['old', '-1 minute'],
      ['live', '1 hour'],
    ]) {
      await insert(
        'sessions (id, tenant_id, token_hash, user_id, expires_at)',
        `($1, $2::uuid, '${hash}-' || $2::text, $3, now() + interval '${ends}')`,
        [tenant.id, tenant.users.viewer.id],
      );
    }
    for (const [workflow, run, status, age] of [
      ['w', 'old', 'completed', 181],
      [underWay.workflowId, underWay.firstExecutionRunId, 'running', 181],
      ['w', 'live', 'failed', 179],
    ] as const) {
      const finished = status === 'running' ? 'null' : `now() - interval '${age} days'`;
      await insert(
        'scans (id, tenant_id, scan_type, kind, status, workflow_id, run_id, started_at, finished_at)',
        `($1, $2, 'cve', 'manual', '${status}', '${workflow}', '${run}', now() - interval '${age} days', ${finished})`,
        own,
      );
    }
    for (const [id, age] of [
      ['old', 181],
      ['live', 179],
    ]) {
      await insert(
        'feed_rejects (id, source, external_id, reason, sample, created_at, updated_at)',
        `($1, 'nvd', '${id}', 'no date', '{}', now() - interval '400 days', now() - interval '${age} days')`,
      );
    }
    await client.end();
  }

  test(
    'is deleted, and nothing else',
    async () => {
      // Under way for half a year: nobody works on that queue.
      const underWay = await rig.client.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
        workflowId: `cycle/${uuidv7()}`,
        taskQueue: 'nobody',
      });
      await fill(first, underWay);
      expect(await maintain()).toMatchObject({
        idempotency_keys_deleted: 1,
        sessions_deleted: 1,
        scans_deleted: 1,
        feed_rejects_deleted: 1,
      });
      const left = await rig.db.withTenant(first.id, async (tx) => ({
        keys: await tx.sql.selectFrom('idempotency_keys').select('key').execute(),
        sessions: await tx.sql.selectFrom('sessions').select('token_hash').execute(),
        scans: await tx.sql
          .selectFrom('scans')
          .select('run_id')
          .where('run_id', 'in', ['old', 'live', underWay.firstExecutionRunId])
          .orderBy('started_at')
          .execute(),
      }));
      expect(left).toEqual({
        keys: [{ key: 'live' }],
        sessions: [{ token_hash: `live-${first.id}` }],
        scans: [{ run_id: underWay.firstExecutionRunId }, { run_id: 'live' }],
      });
      await underWay.terminate('Seen');
      const rejects = await rig.db.withFeedRole((tx) =>
        tx.sql.selectFrom('feed_rejects').select('external_id').execute(),
      );
      expect(rejects).toEqual([{ external_id: 'live' }]);
      // More than one transaction's worth.
      await rig.db.withTenant(second.id, (tx) =>
        tx.sql
          .insertInto('sessions')
          .values(
            Array.from({ length: 2_300 }, (_, index) => ({
              id: uuidv7(),
              tenant_id: second.id,
              token_hash: `many-${index}`,
              expires_at: '2020-01-01T00:00:00Z',
            })),
          )
          .execute(),
      );
      expect(await maintain()).toMatchObject({ sessions_deleted: 2_300 });
    },
    MINUTES,
  );
});
