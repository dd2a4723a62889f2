import { startChild } from '@temporalio/workflow';
import { processId } from '../../src/contracts/ids.ts';
import type { RiskProcessInput } from '../../src/contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';

/** Starts a process beside the response; one that was started before is as good. */
export async function startProcess(input: RiskProcessInput, vendorId: string): Promise<void> {
  try {
    await startChild<(input: RiskProcessInput) => Promise<unknown>>(WORKFLOW_TYPES.riskProcess, {
      workflowId: processId(input.instanceId),
      args: [input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      staticSummary: `Process ${input.instanceId}`,
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: input.tenantId },
        { key: SEARCH_ATTRIBUTES.vendor, value: vendorId },
      ],
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError') throw error;
  }
}
