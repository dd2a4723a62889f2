import { ScheduleNotFoundError, ScheduleOverlapPolicy, ScheduleAlreadyRunning } from '@temporalio/client';
import type {
  Client,
  ScheduleHandle,
  ScheduleOptions,
  ScheduleOptionsStartWorkflowAction,
  Workflow,
} from '@temporalio/client';
import type { Priority } from '@temporalio/common';
import { cycleId, scheduleId } from '../contracts/ids.ts';
import type { MonitoringCycleInput } from '../contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.ts';
import { TASK_QUEUES } from '../contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';
import { SCAN_TYPES, type ScanFrequency, type ScanType } from '../domain/vocabulary.ts';

/** What of a tenant's configuration decides its Schedules; names are the columns' own. */
export interface ScheduleConfig {
  cve_monitoring_enabled: boolean;
  breach_monitoring_enabled: boolean;
  security_feed_monitoring_enabled: boolean;
  cve_scan_frequency: ScanFrequency;
  breach_scan_frequency: ScanFrequency;
  security_feed_scan_frequency: ScanFrequency;
  /** IANA name, in which "daily" and "weekly" are understood. */
  timezone: string;
}

/** Cron, how far the starts are spread, and for how long a missed start is made up for. */
const TIMES: Record<ScanFrequency, { cron: string; jitter: string; catchupWindow: string }> = {
  hourly: { cron: '0 * * * *', jitter: '15 minutes', catchupWindow: '1 hour' },
  daily: { cron: '0 2 * * *', jitter: '1 hour', catchupWindow: '1 day' },
  weekly: { cron: '0 2 * * 1', jitter: '3 hours', catchupWindow: '3 days' },
};

/** The frequency of a scan type, or null where it is switched off. */
export function frequencyOf(config: ScheduleConfig, scanType: ScanType): ScanFrequency | null {
  const frequencies: Record<ScanType, [boolean, ScanFrequency]> = {
    cve: [config.cve_monitoring_enabled, config.cve_scan_frequency],
    breach: [config.breach_monitoring_enabled, config.breach_scan_frequency],
    feeds: [config.security_feed_monitoring_enabled, config.security_feed_scan_frequency],
  };
  const [enabled, frequency] = frequencies[scanType];
  return enabled ? frequency : null;
}

/** The SDK sends an action's priority, but its type leaves it out. */
type Action = ScheduleOptionsStartWorkflowAction<Workflow> & { priority: Priority };

type ScheduleShape = Pick<ScheduleOptions, 'spec' | 'policies'> & { action: Action };

function shapeOf(
  tenantId: string,
  scanType: ScanType,
  frequency: ScanFrequency,
  timezone: string,
): ScheduleShape {
  const { cron, jitter, catchupWindow } = TIMES[frequency];
  const input: MonitoringCycleInput = { tenantId, scanType, kind: 'scheduled' };
  const action: Action = {
    type: 'startWorkflow',
    workflowType: WORKFLOW_TYPES.monitoringCycle,
    workflowId: cycleId(tenantId, scanType),
    taskQueue: TASK_QUEUES.monitoring,
    args: [input],
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.tenant, value: tenantId }],
    staticSummary: `${frequency} ${scanType} cycle of tenant ${tenantId}`,
    priority: { fairnessKey: tenantId },
  };
  return {
    spec: { cronExpressions: [cron], jitter, timezone },
    action,
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
  };
}

const isMissing = (error: unknown) => error instanceof ScheduleNotFoundError;

async function createOrUpdate(client: Client, id: string, shape: ScheduleShape): Promise<void> {
  try {
    await client.schedule.create({ scheduleId: id, ...shape });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // An operator's pause and note stay as they are.
    await client.schedule.getHandle(id).update(({ state }) => ({ ...shape, state }));
  }
}

async function remove(handle: ScheduleHandle): Promise<void> {
  await handle.delete().catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/**
 * Makes a tenant's Schedules what its configuration says: one per scan type that is switched on, none for the
 * others, and none at all without a configuration (null). Safe to repeat.
 */
export async function reconcileSchedules(
  client: Client,
  tenantId: string,
  config: ScheduleConfig | null,
): Promise<void> {
  for (const scanType of SCAN_TYPES) {
    const id = scheduleId(tenantId, scanType);
    const frequency = config && frequencyOf(config, scanType);
    if (config === null || frequency === null) await remove(client.schedule.getHandle(id));
    else await createOrUpdate(client, id, shapeOf(tenantId, scanType, frequency, config.timezone));
  }
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
