import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, patched, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { responseId } from '../../src/contracts/ids.ts';
import { responseStart } from '../../src/contracts/response-start.ts';
import type { ResponseSubject } from '../../src/contracts/incident-updates.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { database } from './monitoring-activities.ts';

/** Responses started by one step. */
const PAGE = 200;

/** True when this call started it; a response that runs already is an answer, too. */
async function start(tenantId: string, subject: ResponseSubject): Promise<boolean> {
  try {
    await startChild(WORKFLOW_TYPES.incidentResponse, {
      ...responseStart({ tenantId, ...subject }),
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/**
 * Starts the responses of a page of trackings that have none: of one incident, or of all, whichever cycle found them.
 * Returns how many it started (another cycle may have been faster with some), and whether there are more.
 */
export async function startPendingResponses(
  tenantId: string,
  incidentId: string | undefined,
): Promise<{ started: number; more: boolean }> {
  if (!patched('responses-started-by-client')) return startAsChildren(tenantId);
  return database.startResponses({ tenantId, limit: PAGE, ...(incidentId !== undefined && { incidentId }) });
}

/** As cycles of an earlier release did, which go on so after an update. */
async function startAsChildren(tenantId: string): Promise<{ started: number; more: boolean }> {
  const subjects = await database.pendingResponses({ tenantId, limit: PAGE });
  if (subjects.length === 0) return { started: 0, more: false };
  const begun = await Promise.all(subjects.map((subject) => start(tenantId, subject)));
  const started = subjects.map(({ trackingId }) => ({ trackingId, workflowId: responseId(trackingId) }));
  await database.markResponding({ tenantId, started });
  return { started: begun.filter(Boolean).length, more: subjects.length === PAGE };
}
