import {
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
  type Client,
} from '@temporalio/client';
import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  type UpdateDefinition,
} from '@temporalio/common';
import type {
  DecisionOutcome,
  QualifyDecision,
  ReopenDecision,
  ResolveDecision,
} from '../contracts/decisions.ts';
import { qualifyUpdate, reopenUpdate, resolveUpdate } from '../contracts/messages.ts';
import type { IncidentResponseInput } from '../contracts/payloads.ts';
import { responseStart } from '../contracts/response-start.ts';
import { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';

/** The engine's client, so that its users need not know the SDK. */
export type TemporalClient = Client;

/** The tracking that is decided on, and the id under which the same decision sent again is the same. */
export interface DecisionTarget {
  tenantId: string;
  trackingId: string;
  vendorId: string;
  incidentId: string;
  /** Of the response that a start begins: the tracking's own, one more for a reopening. */
  responseNo: number;
  updateId: string;
}

/**
 * How the engine met a decision. `accepted`: it has it, the effects take longer. `unavailable`: it could not be
 * accepted in time, and may still apply. `run_closed`: the response has ended; the database knows how. `refused`: what
 * it says cannot be applied, ever; `reason` is null where a value cannot be stored.
 */
export type DecisionAnswer =
  | { kind: 'decided'; outcome: DecisionOutcome }
  | { kind: 'accepted'; workflowId: string }
  | { kind: 'unavailable' }
  | { kind: 'run_closed' }
  | { kind: 'refused'; reason: string | null };

export interface DecisionOptions {
  /** Milliseconds for acceptance and effects together. */
  timeoutMs: number;
  /** Also where an earlier run ended well: for a reopening, or when the database says that the tracking is open. */
  restart?: boolean;
}

type Send<T> = (
  temporal: TemporalClient,
  target: DecisionTarget,
  decision: T,
  options: DecisionOptions,
) => Promise<DecisionAnswer>;

const sender =
  <T>(update: UpdateDefinition<DecisionOutcome, [T]>, always: Partial<DecisionOptions> = {}): Send<T> =>
  (temporal, target, decision, options) =>
    decide(temporal, update, target, decision, { ...options, ...always });

/** Judges a tracking's risk; starts its response where that has not happened yet. */
export const qualifyRisk: Send<QualifyDecision> = sender(qualifyUpdate);

/** Ends a tracking; one whose response has not started yet ends without its effects. */
export const resolveIncident: Send<ResolveDecision> = sender(resolveUpdate);

/** Lets a resolved tracking respond again, as a new run under the same id. */
export const reopenTracking: Send<ReopenDecision> = sender(reopenUpdate, { restart: true });

async function decide<T>(
  temporal: TemporalClient,
  update: UpdateDefinition<DecisionOutcome, [T]>,
  target: DecisionTarget,
  decision: T,
  options: DecisionOptions,
): Promise<DecisionAnswer> {
  const deadline = Date.now() + options.timeoutMs;
  const within = <R>(call: () => Promise<R>) => temporal.withDeadline(deadline, call);
  try {
    const handle = await within(() =>
      temporal.workflow.startUpdateWithStart(update, {
        args: [decision],
        updateId: target.updateId,
        waitForStage: WorkflowUpdateStage.ACCEPTED,
        startWorkflowOperation: startOf(target, options.restart ?? false),
      }),
    );
    try {
      return { kind: 'decided', outcome: await within(() => handle.result()) };
    } catch (error) {
      if (isOutOfReach(error)) return { kind: 'accepted', workflowId: handle.workflowId };
      throw error;
    }
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'run_closed' };
    if (isOutOfReach(error)) return { kind: 'unavailable' };
    const answer = error instanceof WorkflowUpdateFailedError ? answerOfFailure(error) : null;
    if (answer !== null) return answer;
    throw error;
  }
}

/** What a failed decision means to whoever sent it; null: nothing that was foreseen. */
function answerOfFailure(error: WorkflowUpdateFailedError): DecisionAnswer | null {
  for (let at = error.cause; at instanceof Error; at = at.cause as Error | undefined) {
    if (!(at instanceof ApplicationFailure)) continue;
    if (at.type === 'InvalidDecision') return { kind: 'refused', reason: at.message };
    // PostgreSQL's class 22: the value itself cannot be stored.
    if (at.type?.startsWith('database.22')) return { kind: 'refused', reason: null };
    // The run was ended by an operator while it was at the decision; another one takes it up.
    if (at.type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'unavailable' };
  }
  return null;
}

const startOf = (target: DecisionTarget, restart: boolean) =>
  new WithStartWorkflowOperation<(input: IncidentResponseInput) => Promise<unknown>>(
    WORKFLOW_TYPES.incidentResponse,
    {
      ...responseStart(target),
      workflowIdReusePolicy: restart ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
      workflowIdConflictPolicy: 'USE_EXISTING',
    },
  );

/** True when the engine was away, too slow, or about to close the run: the same call may succeed later. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (!(error instanceof ServiceError)) return false;
  const code = (error.cause as { code?: number } | undefined)?.code;
  return code !== undefined && UNREACHABLE.includes(code);
}

// gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE.
const UNREACHABLE = [1, 4, 8, 10, 13, 14];
