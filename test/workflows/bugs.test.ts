/** A bug in a workflow's own code stops it where it is: what it has not done yet is done once the code is mended. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { createEngine, type TestTemporal } from './support/test-engine.ts';
import { until } from './support/until.ts';

let engine: TestTemporal;
let bundle: WorkflowBundleOption;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  engine = await createEngine('dev');
  bundle = await workflowBundle(pino({ level: 'silent' }));
}, 300_000);
afterAll(() => engine.teardown());

/**
 * Runs a workflow one of whose activities answers with what its code does not expect, until the code has failed of it; the
 * activities that it asked for.
 */
async function activitiesOf(
  type: keyof typeof WORKFLOW_TYPES,
  taskQueue: string,
  input: object,
  activities: Record<string, () => Promise<unknown>>,
): Promise<string[]> {
  const worker = await Worker.create({
    connection: engine.nativeConnection,
    namespace: engine.namespace ?? 'default',
    taskQueue,
    workflowBundle: bundle,
    activities,
  });
  return worker.runUntil(async () => {
    const handle = await engine.client.workflow.start(WORKFLOW_TYPES[type], {
      workflowId: `bug/${uuidv7()}`,
      taskQueue,
      args: [input],
    });
    const events = async () => (await handle.fetchHistory()).events ?? [];
    await until('the workflow task to fail', async () =>
      (await events()).some((event) => event.workflowTaskFailedEventAttributes),
    );
    expect((await handle.describe()).status.name).toBe('RUNNING');
    const asked = await events();
    await handle.terminate();
    return asked.flatMap(
      ({ activityTaskScheduledEventAttributes: activity }) => activity?.activityType?.name ?? [],
    );
  });
}

const tenantId = uuidv7();

test('a cycle is not written off as a failed scan', async () => {
  const answers = {
    beginScan: () => Promise.resolve({ now: new Date().toISOString(), parts: [] }),
    askFeeds: () => Promise.resolve(null),
  };
  const input = { tenantId, scanType: 'all', kind: 'manual', scanId: uuidv7() };
  expect(await activitiesOf('monitoringCycle', TASK_QUEUES.monitoring, input, answers)).toEqual([
    'beginScan',
    'askFeeds',
  ]);
});

test('a process does not let go of what is on its way', async () => {
  const readProcess = () => Promise.resolve({ done: [], steps: null });
  const input = { tenantId, instanceId: uuidv7() };
  expect(await activitiesOf('riskProcess', TASK_QUEUES.responses, input, { readProcess })).toEqual([
    'readProcess',
  ]);
});

describe('a signal by hand that makes no sense', () => {
  const sourceId = uuidv7();

  test.each([
    ['feedSync', { source: 'nvd' }],
    ['customFeed', { tenantId, feedId: sourceId }],
  ] as const)('does not stop %s', async (type, input) => {
    const taskQueue = TASK_QUEUES.monitoring;
    const worker = await Worker.create({
      connection: engine.nativeConnection,
      namespace: engine.namespace ?? 'default',
      taskQueue,
      workflowBundle: bundle,
      activities: {
        isRefreshNeeded: () => Promise.resolve(false),
        isCustomFeedDue: () => Promise.resolve(false),
      },
    });
    await worker.runUntil(async () => {
      const options = { workflowId: `signalled/${uuidv7()}`, taskQueue, args: [input] };
      for (const nonsense of [null, 'now', { freshAfter: 7 }, { since: 'x', freshAfter: 'y' }]) {
        const handle = await engine.client.workflow.signalWithStart(WORKFLOW_TYPES[type], {
          ...options,
          signal: 'refreshWanted',
          signalArgs: [nonsense],
        });
        const { events } = await until('its end, or that it cannot go on', async () => {
          const history = await handle.fetchHistory();
          return (
            history.events?.some(
              (event) =>
                event.workflowTaskFailedEventAttributes ?? event.workflowExecutionCompletedEventAttributes,
            ) && history
          );
        });
        if ((await handle.describe()).status.name === 'RUNNING') await handle.terminate();
        expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
      }
    });
  });
});
