/** Workflows that an operator terminated, so that they could not leave things in order: maintenance does. */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { alertDigestId, manualScanId, processId, responseId } from '../../../../src/contracts/ids.ts';
import { TASK_QUEUES } from '../../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../../src/contracts/workflow-types.ts';
import { endOfRun } from '../../../../src/temporal/end-of-run.ts';
import { createDataConverter } from '../../../../src/temporal/payload-codec.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { ENGINE_KEYS, openEngine, until, type EngineRig } from '../support/engine.ts';
import { addVendor, configure } from '../support/rig.ts';

const MINUTES = 60_000;

let rig: EngineRig;
let tenantId: string;

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    tenantId = (await createTestTenant(db)).id;
    await configure(db, tenantId, { alert_budget_per_hour: 1 });
    for (const name of ['Oracle', 'Microsoft', 'Cisco', 'Fortinet']) await addVendor(db, tenantId, name);
  });
  await rig.firstCycles(tenantId);
}, 5 * MINUTES);

afterEach(() => rig.feeds.setFaults([]));
afterAll(() => rig.close(), 2 * MINUTES);

describe('a scan', () => {
  /** A cycle that waits for a source, begun a while ago. */
  async function waiting() {
    const scanId = uuidv7();
    const handle = await rig.client.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
      workflowId: manualScanId(tenantId, scanId),
      taskQueue: TASK_QUEUES.monitoring,
      args: [{ tenantId, scanType: 'breach', kind: 'manual', scanId }],
    });
    await until('the scan to run', async () =>
      (await rig.scans(tenantId)).some(({ id, status }) => id === scanId && status === 'running'),
    );
    return { handle, scanId };
  }
  const begunLongAgo = (scanId: string) =>
    rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .updateTable('scans')
        .set({ started_at: sql<string>`now() - interval '10 minutes'` })
        .where('id', '=', scanId)
        .execute(),
    );
  const rowOf = async (scanId: string) => (await rig.scans(tenantId)).find(({ id }) => id === scanId);

  test(
    'whose workflow was terminated is shown as failed with the operator’s reason, one at work is left alone',
    async () => {
      rig.feeds.setFaults([{ path: '/hibp', kind: 'slow', ms: 25_000 }]);
      const lost = await waiting();
      const working = await waiting();
      await lost.handle.terminate('Stuck behind HIBP');
      expect(await rig.maintain()).toMatchObject({ scans_closed: 0 });
      await begunLongAgo(lost.scanId);
      await begunLongAgo(working.scanId);
      expect(await rig.maintain()).toMatchObject({ scans_closed: 1 });
      expect(await rowOf(lost.scanId)).toMatchObject({
        status: 'failed',
        error: 'Terminated in the engine: Stuck behind HIBP',
        finished_at: expect.any(String) as unknown,
      });
      expect(rig.log).toContainEqual(
        expect.objectContaining({ scan_id: lost.scanId, msg: 'a scan whose workflow had ended was closed' }),
      );
      expect(await rowOf(working.scanId)).toMatchObject({ status: 'running', error: null });
      await working.handle.result();
      expect(await rowOf(working.scanId)).toMatchObject({ status: 'completed', error: null });
      expect(await rig.maintain()).toMatchObject({ scans_closed: 0 });
    },
    3 * MINUTES,
  );

  test('whose workflow the engine has forgotten is shown as failed', async () => {
    const id = uuidv7();
    const row = {
      scan_type: 'cve',
      kind: 'manual',
      status: 'running',
      workflow_id: 'gone',
      run_id: uuidv7(),
    };
    await rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .insertInto('scans')
        .values({ id, tenant_id: tenantId, ...row } as never)
        .execute(),
    );
    await begunLongAgo(id);
    expect(await rig.maintain()).toMatchObject({ scans_closed: 1 });
    expect(await rowOf(id)).toMatchObject({
      status: 'failed',
      error: 'The engine does not know its workflow any more',
    });
  });
});

test(
  'a workflow that has continued as new is at work until its last run ends',
  async () => {
    const { address, namespace } = rig.temporal;
    const connection = await NativeConnection.connect({ address });
    const taskQueue = uuidv7();
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      dataConverter: createDataConverter(ENGINE_KEYS),
      workflowsPath: fileURLToPath(new URL('../../../support/continuing-workflow.ts', import.meta.url)),
    });
    await worker.runUntil(async () => {
      const workflowId = uuidv7();
      const first = await rig.client.workflow.start('continuing', { workflowId, taskQueue, args: [3] });
      const latest = rig.client.workflow.getHandle(workflowId);
      await until('its last run', async () => (await latest.describe()).historyLength > 3);
      const end = () => endOfRun(rig.client, workflowId, first.firstExecutionRunId);
      expect((await latest.describe()).runId).not.toBe(first.firstExecutionRunId);
      expect(await end()).toBeNull();
      await latest.terminate('Enough');
      expect(await end()).toBe('Terminated in the engine: Enough');
    });
    await connection.close();
  },
  2 * MINUTES,
);

describe('an open case', () => {
  const openCases = () =>
    rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .selectFrom('vendor_security_tracking')
        .selectAll()
        .where('status', '<>', 'resolved')
        .where('workflow_instance_id', 'is not', null)
        .where('phase', '=', 'awaiting_qualification')
        .orderBy('id')
        .limit(2)
        .execute(),
    );
  const effectsOf = (trackingId: string) =>
    rig.db.withTenant(tenantId, async (tx) => ({
      tasks: (
        await tx.sql.selectFrom('action_items').select('id').where('tracking_id', '=', trackingId).execute()
      ).length,
      alerts: (
        await tx.sql
          .selectFrom('security_alerts')
          .select('id')
          .where('vendor_tracking_id', '=', trackingId)
          .execute()
      ).length,
      restarts: (
        await tx.sql
          .selectFrom('tracking_events')
          .select('detail')
          .where('tracking_id', '=', trackingId)
          .where('kind', '=', 'restarted')
          .execute()
      ).map(({ detail }) => detail),
    }));
  const workflow = (id: string) => rig.client.workflow.getHandle(id);

  test(
    'whose response, or whose process, was terminated is worked on again, and does nothing twice',
    async () => {
      const [first, second] = await until('two cases', async () => {
        const found = await openCases();
        return found.length === 2 && found;
      });
      if (!first || !second) throw new Error('There are no cases');
      const response = workflow(responseId(first.id));
      const process = workflow(processId(second.workflow_instance_id ?? ''));
      await until('the process to wait', () =>
        process.describe().then(({ status }) => status.name === 'RUNNING'),
      );
      // Maintenance leaves those alone that are only just being started.
      await rig.db.withTenant(tenantId, (tx) =>
        tx.sql
          .updateTable('workflow_instances')
          .set({ created_at: sql<string>`now() - interval '10 minutes'` })
          .execute(),
      );
      const before = await effectsOf(first.id);
      await response.terminate('By mistake');
      await process.terminate();
      // The engine's index is some moments behind.
      const counts = await until('maintenance to find both', async () => {
        const { responses_restarted, processes_restarted } = await rig.maintain();
        return (
          (responses_restarted > 0 || processes_restarted > 0) && {
            responses_restarted,
            processes_restarted,
          }
        );
      });
      expect(counts).toEqual({ responses_restarted: 1, processes_restarted: 1 });
      expect((await response.describe()).status.name).toBe('RUNNING');
      expect((await process.describe()).status.name).toBe('RUNNING');
      await until('the response to wait again', async () => {
        const { phase } = await response.query<{ phase: string }>('phase');
        return phase === 'awaiting_qualification';
      });
      expect(await effectsOf(first.id)).toEqual({
        ...before,
        restarts: [{ what: 'response', reason: 'Terminated in the engine: By mistake' }],
      });
      expect((await effectsOf(second.id)).restarts).toMatchObject([{ what: 'process' }]);
      expect(await rig.maintain()).toMatchObject({ responses_restarted: 0, processes_restarted: 0 });
    },
    3 * MINUTES,
  );
});

test(
  'queued alerts whose digest was terminated are gathered again, once',
  async () => {
    const digest = rig.client.workflow.getHandle(alertDigestId(tenantId));
    const isRunning = async () => (await digest.describe()).status.name === 'RUNNING';
    await until('alerts to be queued', () => isRunning().catch(() => false));
    expect(await rig.maintain()).toMatchObject({ digests_resumed: 0 });
    await digest.terminate('By mistake');
    expect(await rig.maintain()).toMatchObject({ digests_resumed: 1 });
    expect(await isRunning()).toBe(true);
    expect(await rig.maintain()).toMatchObject({ digests_resumed: 0 });
  },
  2 * MINUTES,
);
