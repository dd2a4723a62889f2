import { ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { cycleId, maintenanceId, scheduleId } from '../contracts/ids.ts';
import type { MaintenanceInput, MonitoringCycleInput } from '../contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.ts';
import { TASK_QUEUES } from '../contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';
import { frequencyOf, type MonitoringSwitches } from '../domain/feeds/scan-frequency.ts';
import { SCAN_TYPES, type ScanFrequency, type ScanType } from '../domain/vocabulary.ts';
import { CYCLE_TIMEOUT_MS } from '../contracts/cycle-timeout.ts';
import { isMissing, mendSchedule, writeSchedule, type ScheduleShape } from './keep-schedule.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Cron, how far the starts are spread, and for how long a missed start is made up for. Four o'clock is there on every day
 * of every time zone: clocks skip an hour between midnight and three.
 */
const TIMES: Record<ScanFrequency, { cron: string; jitter: number; catchupWindow: number }> = {
  hourly: { cron: '0 * * * *', jitter: 15 * MINUTE_MS, catchupWindow: HOUR_MS },
  daily: { cron: '0 4 * * *', jitter: HOUR_MS, catchupWindow: 24 * HOUR_MS },
  weekly: { cron: '0 4 * * 1', jitter: 3 * HOUR_MS, catchupWindow: 72 * HOUR_MS },
};

function shapeOf(
  tenantId: string,
  scanType: ScanType,
  frequency: ScanFrequency,
  timezone: string,
): ScheduleShape {
  const { cron, jitter, catchupWindow } = TIMES[frequency];
  const input: MonitoringCycleInput = { tenantId, scanType, kind: 'scheduled' };
  return {
    spec: { cronExpressions: [cron], jitter, timezone },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.monitoringCycle,
      workflowId: cycleId(tenantId, scanType),
      taskQueue: TASK_QUEUES.monitoring,
      args: [input],
      typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.tenant, value: tenantId }],
      workflowExecutionTimeout: CYCLE_TIMEOUT_MS,
      staticSummary: `${frequency} ${scanType} cycle of tenant ${tenantId}`,
      priority: { fairnessKey: tenantId },
    },
  };
}

/** The Schedules of a tenant by id; null where there is to be none. */
function shapesOf(tenantId: string, config: MonitoringSwitches | null): [string, ScheduleShape | null][] {
  return SCAN_TYPES.map((scanType) => {
    const frequency = config && frequencyOf(config, scanType);
    const shape = config && frequency ? shapeOf(tenantId, scanType, frequency, config.timezone) : null;
    return [scheduleId(tenantId, scanType), shape];
  });
}

/**
 * Makes a tenant's Schedules what its configuration says: one per scan type that is switched on, none for the
 * others, and none at all without a configuration (null). Safe to repeat.
 */
export async function reconcileSchedules(
  client: Client,
  tenantId: string,
  config: MonitoringSwitches | null,
): Promise<void> {
  for (const [id, shape] of shapesOf(tenantId, config)) await writeSchedule(client, id, shape);
}

/** The same for those that are not what the configuration says; how many that were. */
export async function mendSchedules(
  client: Client,
  tenantId: string,
  config: MonitoringSwitches | null,
): Promise<number> {
  let mended = 0;
  for (const [id, shape] of shapesOf(tenantId, config)) {
    if (await mendSchedule(client, id, shape)) mended += 1;
  }
  return mended;
}

/** Once an hour, away from the full hour at which cycles begin; a missed one is made good by the next. */
export async function scheduleMaintenance(client: Client): Promise<void> {
  const input: MaintenanceInput = {};
  await mendSchedule(client, maintenanceId(), {
    spec: { cronExpressions: ['30 * * * *'], jitter: 10 * MINUTE_MS, timezone: 'UTC' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 10 * MINUTE_MS },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.maintenance,
      workflowId: maintenanceId(),
      taskQueue: TASK_QUEUES.monitoring,
      args: [input],
      staticSummary: 'Hourly maintenance: Schedules as configured, expired rows deleted',
    },
  });
}

/** Runs a tenant's scheduled cycles now, unless they are running; a paused or absent Schedule is left alone. */
export async function triggerCycles(
  client: Client,
  tenantId: string,
  scanTypes: readonly ScanType[],
): Promise<void> {
  for (const scanType of scanTypes) {
    const handle = client.schedule.getHandle(scheduleId(tenantId, scanType));
    try {
      const { state } = await handle.describe();
      if (!state.paused) await handle.trigger(ScheduleOverlapPolicy.SKIP);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
