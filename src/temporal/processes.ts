import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { processId } from '../contracts/ids.ts';
import { completeStepUpdate } from '../contracts/messages.ts';
import type { StepOutcome } from '../contracts/payloads.ts';
import { isOutOfReach, type TemporalClient } from './decisions.ts';

/** How the engine met the end of a step; `ended`: the process is over, or waits for another step. */
export type StepAnswer = 'applied' | 'already' | 'ended' | 'unavailable';

/** Ends a step of a running process. The same `updateId` is the same ending. */
export async function completeProcessStep(
  temporal: TemporalClient,
  step: { instanceId: string; updateId: string; timeoutMs: number },
  outcome: StepOutcome,
): Promise<StepAnswer> {
  try {
    return await temporal.withDeadline(Date.now() + step.timeoutMs, () =>
      temporal.workflow
        .getHandle(processId(step.instanceId))
        .executeUpdate(completeStepUpdate, { args: [outcome], updateId: step.updateId }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'ended';
    if (isStepNotOpen(error)) return 'ended';
    if (isOutOfReach(error)) return 'unavailable';
    throw error;
  }
}

/** The process went on to another step, or was cancelled, while this ending was on its way. */
function isStepNotOpen(error: unknown): boolean {
  const { cause } = error instanceof WorkflowUpdateFailedError ? error : {};
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    if (at instanceof ApplicationFailure && at.type === 'StepNotOpen') return true;
  }
  return false;
}
