import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, ParentClosePolicy, sleep, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { responseId } from '../../src/contracts/ids.ts';
import type { IncidentResponseInput } from '../../src/contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import type { ResponseSubject, TrackingNews } from '../../src/contracts/tracking-news.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { database } from './monitoring-activities.ts';

/** Children started by one page; the engine takes some thousand in all before a run must continue as new. */
const PAGE = 200;
const CLOSING_TRIES = 6;

/** True when this call started it; a response that runs already is an answer, too. */
async function start(
  subject: ResponseSubject,
  input: IncidentResponseInput,
  workflowIdReusePolicy: WorkflowIdReusePolicy,
): Promise<boolean> {
  const { tenantId } = input;
  try {
    await startChild(WORKFLOW_TYPES.incidentResponse, {
      workflowId: responseId(subject.trackingId),
      taskQueue: TASK_QUEUES.responses,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy,
      staticSummary: `Response to incident ${subject.incidentId} at vendor ${subject.vendorId}`,
      priority: { fairnessKey: tenantId },
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenantId },
        { key: SEARCH_ATTRIBUTES.vendor, value: subject.vendorId },
        { key: SEARCH_ATTRIBUTES.incident, value: subject.incidentId },
        { key: SEARCH_ATTRIBUTES.severity, value: subject.severity },
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/**
 * Starts the responses of a page of trackings that have none, whichever cycle found them. Returns how many trackings
 * now have one, and whether there are more.
 */
export async function startPendingResponses(tenantId: string): Promise<{ started: number; more: boolean }> {
  const subjects = await database.pendingResponses({ tenantId, limit: PAGE });
  if (subjects.length === 0) return { started: 0, more: false };
  await Promise.all(
    subjects.map((subject) =>
      start(
        subject,
        { tenantId, trackingId: subject.trackingId, responseNo: subject.responseNo },
        WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      ),
    ),
  );
  const started = subjects.map(({ trackingId }) => ({ trackingId, workflowId: responseId(trackingId) }));
  await database.markResponding({ tenantId, started });
  return { started: subjects.length, more: subjects.length === PAGE };
}

/** Begins the response of a resolved tracking again; its last run may still be closing. False: it did not end. */
async function reopen(tenantId: string, news: TrackingNews): Promise<boolean> {
  const input: IncidentResponseInput = {
    tenantId,
    trackingId: news.trackingId,
    responseNo: news.responseNo + 1,
    reopenedBy: {
      reason: `The incident worsened: severity ${news.change.severity}${news.change.kev ? ', known to be exploited' : ''}`,
      actor: { userId: null, name: 'Vigil', via: 'system' },
    },
  };
  for (let attempt = 1; attempt <= CLOSING_TRIES; attempt += 1) {
    if (await start(news, input, WorkflowIdReusePolicy.ALLOW_DUPLICATE)) return true;
    await sleep('5 seconds', { summary: 'The earlier response is still closing' });
  }
  log.warn('a resolved tracking worsened while its response is still open', { tracking: news.trackingId });
  return false;
}

/** Takes a page's news to the responses: running ones are told, ended ones begin again. */
export async function spreadNews(tenantId: string, news: readonly TrackingNews[]): Promise<void> {
  const tell = news.filter((one) => one.act === 'tell');
  const again = news.filter((one) => one.act === 'reopen');
  if (tell.length > 0) await database.tellResponses({ tenantId, news: tell });
  if (again.length === 0) return;
  const begun = await Promise.all(again.map((one) => reopen(tenantId, one)));
  const trackingIds = again.filter((_, index) => begun[index]).map((one) => one.trackingId);
  if (trackingIds.length > 0) await database.markTold({ tenantId, trackingIds });
}
