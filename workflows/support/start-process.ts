import { startChild } from '@temporalio/workflow';
import type { RiskProcessInput } from '../../src/contracts/payloads.ts';
import { processStart, type ProcessStart } from '../../src/contracts/process-start.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';

/** Starts a process beside the response; one that was started before is as good. */
export async function startProcess(start: ProcessStart): Promise<void> {
  try {
    await startChild<(input: RiskProcessInput) => Promise<unknown>>(WORKFLOW_TYPES.riskProcess, {
      ...processStart(start),
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError') throw error;
  }
}
