import {
  ActivityFailure,
  ApplicationFailure,
  getExternalWorkflowHandle,
  isCancellation,
  log,
} from '@temporalio/workflow';
import type { DecisionOutcome } from '../../src/contracts/decisions.ts';
import { processId } from '../../src/contracts/ids.ts';
import type { ResponseMessage } from '../../src/contracts/payloads.ts';
import {
  applyIncidentChange,
  qualifyTracking,
  reopenTracking,
  resolveTracking,
  type ResponseState,
} from './response-steps.ts';

/** What a message came to: an outcome for whoever asked, or why it could not be applied. */
export interface Applied {
  /** Null where nothing was applied. */
  state: ResponseState | null;
  answer: { outcome: DecisionOutcome } | { failure: Error };
}

const UPDATE_APPLIED: DecisionOutcome = { outcome: 'applied', decidedBy: null, decidedAt: null };

/** Applies one message to the database. A final failure is the message's own, never the workflow's. */
export async function applyMessage(
  of: { tenantId: string; trackingId: string },
  message: ResponseMessage,
): Promise<Applied> {
  try {
    const { state, outcome } = await apply({ ...of, now: new Date().toISOString() }, message);
    return { state, answer: { outcome } };
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.warn('A message could not be applied', { kind: message.kind, error });
    return { state: null, answer: { failure: failureOf(error) } };
  }
}

async function apply(
  of: { tenantId: string; trackingId: string; now: string },
  message: ResponseMessage,
): Promise<{ state: ResponseState; outcome: DecisionOutcome }> {
  switch (message.kind) {
    case 'qualify':
      return qualifyTracking({ ...of, decisionId: message.id, decision: message.decision });
    case 'reopen':
      return reopenTracking({ ...of, decisionId: message.id, decision: message.decision });
    case 'change':
      return { state: await applyIncidentChange(of), outcome: UPDATE_APPLIED };
    case 'resolve': {
      const resolved = await resolveTracking({ ...of, decisionId: message.id, decision: message.decision });
      for (const instanceId of resolved.cancelledInstanceIds) await cancelProcess(instanceId);
      return resolved;
    }
  }
}

/** The process is cancelled in the database already; its workflow is told, unless it has ended. */
async function cancelProcess(instanceId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(processId(instanceId)).cancel();
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('The process had no workflow to cancel', { instanceId });
  }
}

function failureOf(error: ActivityFailure): Error {
  const { cause } = error;
  return cause instanceof ApplicationFailure
    ? ApplicationFailure.nonRetryable(cause.message, cause.type ?? undefined)
    : error;
}
