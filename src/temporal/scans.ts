import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { v7 as uuidv7 } from 'uuid';
import { CYCLE_TIMEOUT_MS } from '../contracts/cycle-timeout.ts';
import { incidentMatchId, manualScanId } from '../contracts/ids.ts';
import type { MonitoringCycleInput } from '../contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.ts';
import { TASK_QUEUES } from '../contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';
import type { ScanType } from '../domain/vocabulary.ts';
import type { TemporalClient } from './decisions.ts';

/** A cycle that was started, or the one that was at the same work already (then without a scan id of its own). */
export interface StartedScan {
  scanId: string | null;
  workflowId: string;
  runId: string;
}

/** Milliseconds that a start may take. */
const TIMEOUT_MS = 5_000;

/** Starts a cycle on request. `daysBack` reconsiders every stored incident of that window. Throws ServiceError. */
export function startScan(
  temporal: TemporalClient,
  scan: {
    tenantId: string;
    scanType: ScanType | 'all';
    daysBack?: number | undefined;
    requestedBy: string | null;
  },
): Promise<StartedScan & { scanId: string }> {
  const scanId = uuidv7();
  return start(temporal, manualScanId(scan.tenantId, scanId), {
    tenantId: scan.tenantId,
    scanType: scan.scanType,
    kind: 'manual',
    scanId,
    ...(scan.daysBack === undefined ? {} : { daysBack: scan.daysBack }),
    ...(scan.requestedBy === null ? {} : { requestedBy: scan.requestedBy }),
  });
}

/** Matches one stored incident with the tenant's vendors; one that is being matched already is not started twice. */
export function matchIncident(
  temporal: TemporalClient,
  match: { tenantId: string; incidentId: string; requestedBy: string | null },
): Promise<StartedScan> {
  const { incidentId } = match;
  return startOnce(temporal, incidentMatchId(match.tenantId, incidentId), match, { incidentId });
}

/** Fetches one CVE from its sources now and matches it. */
export function scanCve(
  temporal: TemporalClient,
  scan: { tenantId: string; cveId: string; requestedBy: string | null },
): Promise<StartedScan> {
  const { cveId } = scan;
  return startOnce(temporal, incidentMatchId(scan.tenantId, cveId), scan, { cveId });
}

/**
 * Carries out what an undone match rule left to do: what it suppressed is matched, its trackings respond again. A cycle
 * of its own each time: one under way may be past what this rule left.
 */
export function reconsiderSuppressed(
  temporal: TemporalClient,
  { tenantId, requestedBy }: { tenantId: string; requestedBy: string | null },
): Promise<StartedScan & { scanId: string }> {
  const scanId = uuidv7();
  return start(temporal, manualScanId(tenantId, scanId), {
    tenantId,
    scanType: 'all',
    kind: 'incident',
    scanId,
    undoneRule: true,
    ...(requestedBy === null ? {} : { requestedBy }),
  });
}

async function startOnce(
  temporal: TemporalClient,
  workflowId: string,
  { tenantId, requestedBy }: { tenantId: string; requestedBy: string | null },
  what: Pick<MonitoringCycleInput, 'incidentId' | 'cveId'>,
): Promise<StartedScan> {
  try {
    return await start(temporal, workflowId, {
      tenantId,
      scanType: 'all',
      kind: 'incident',
      scanId: uuidv7(),
      ...what,
      ...(requestedBy === null ? {} : { requestedBy }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { runId } = await temporal.workflow.getHandle(workflowId).describe();
    return { scanId: null, workflowId, runId };
  }
}

async function start(
  temporal: TemporalClient,
  workflowId: string,
  input: MonitoringCycleInput & { scanId: string },
): Promise<StartedScan & { scanId: string }> {
  const handle = await temporal.withDeadline(Date.now() + TIMEOUT_MS, () =>
    temporal.workflow.start(WORKFLOW_TYPES.monitoringCycle, {
      workflowId,
      taskQueue: TASK_QUEUES.monitoring,
      args: [input],
      typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.tenant, value: input.tenantId }],
      workflowExecutionTimeout: CYCLE_TIMEOUT_MS,
      staticSummary: `${input.kind} cycle of tenant ${input.tenantId}`,
      priority: { fairnessKey: input.tenantId },
    }),
  );
  return { scanId: input.scanId, workflowId, runId: handle.firstExecutionRunId };
}
