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
  type SignalDefinition,
  type UpdateDefinition,
} from '@temporalio/common';
import type {
  DecisionOutcome,
  QualifyDecision,
  ReopenDecision,
  ResolveDecision,
  SentAgain,
} from '../contracts/decisions.ts';
import {
  qualifySignal,
  qualifyUpdate,
  reopenSignal,
  reopenUpdate,
  resolveSignal,
  resolveUpdate,
} from '../contracts/messages.ts';
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
 * How the engine met a decision. `accepted`: it has it, the effects take longer (a worker may have to start first).
 * `unavailable`: it could not be accepted in time, and may still apply. `run_closed`: the response has ended; the database knows how. `refused`: what
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

/** The two ways by which a decision reaches its response. */
interface Ways<T> {
  update: UpdateDefinition<DecisionOutcome, [T]>;
  signal: SignalDefinition<[T & SentAgain]>;
}

const sender =
  <T>(ways: Ways<T>, always: Partial<DecisionOptions> = {}): Send<T> =>
  async (temporal, target, decision, given) => {
    const options = { ...given, ...always };
    const answer = await decide(temporal, ways.update, target, decision, options);
    return answer.kind === 'unavailable' ? leave(temporal, ways.signal, target, decision, options) : answer;
  };

/** Judges a tracking's risk; starts its response where that has not happened yet. */
export const qualifyRisk: Send<QualifyDecision> = sender({ update: qualifyUpdate, signal: qualifySignal });

/** Ends a tracking; one whose response has not started yet ends without its effects. */
export const resolveIncident: Send<ResolveDecision> = sender({
  update: resolveUpdate,
  signal: resolveSignal,
});

/** Lets a resolved tracking respond again, as a new run under the same id. */
export const reopenTracking: Send<ReopenDecision> = sender(
  { update: reopenUpdate, signal: reopenSignal },
  { restart: true },
);

/** Milliseconds in which the engine takes a signal, when it is there at all. */
const SIGNAL_MS = 3_000;

/**
 * Leaves a decision with the engine that no worker could accept: unlike an update, a signal needs none. Under the
 * decision's own id, so that both arriving is one decision.
 */
async function leave<T>(
  temporal: TemporalClient,
  signal: SignalDefinition<[T & SentAgain]>,
  target: DecisionTarget,
  decision: T,
  { restart = false }: DecisionOptions,
): Promise<DecisionAnswer> {
  const options = {
    ...responseStart(target),
    workflowIdReusePolicy: restart ? ('ALLOW_DUPLICATE' as const) : ('ALLOW_DUPLICATE_FAILED_ONLY' as const),
    signal,
    signalArgs: [{ ...decision, decisionId: target.updateId }] as [T & SentAgain],
  };
  try {
    const { workflowId } = await temporal.withDeadline(Date.now() + SIGNAL_MS, () =>
      temporal.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, options),
    );
    return { kind: 'accepted', workflowId };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'run_closed' };
    if (isOutOfReach(error)) return { kind: 'unavailable' };
    throw error;
  }
}

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
