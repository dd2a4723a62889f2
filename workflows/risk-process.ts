import { CancellationScope, isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { RiskProcessInput } from '../src/contracts/payloads.ts';
import { end, leave, openProcessCourse, runSteps, type RiskProcessResult } from './support/process-course.ts';

/**
 * A tenant's configured TPRM, VRM or risk process: its steps in order, each with its owner and due date. A rejected
 * approval ends it cancelled; cancelling the workflow cancels what is open.
 */
export async function riskProcess(input: RiskProcessInput): Promise<RiskProcessResult> {
  const course = openProcessCourse(input);
  try {
    const result = await runSteps(course);
    await CancellationScope.nonCancellable(() => leave(course));
    return result;
  } catch (error) {
    // Anything else is a bug: the engine retries the task, and mended code goes on.
    if (!(error instanceof TemporalFailure)) throw error;
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => end(course, 'cancelled', null));
    await CancellationScope.nonCancellable(() => leave(course));
    throw error;
  }
}
