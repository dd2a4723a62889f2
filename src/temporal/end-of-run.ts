import { WorkflowContinuedAsNewError, WorkflowFailedError, type Client } from '@temporalio/client';
import { ValueError, WorkflowNotFoundError } from '@temporalio/common';

const OPEN: ReadonlySet<string> = new Set(['RUNNING', 'PAUSED']);

/**
 * How a workflow ended that began with this run (without one: its newest), whatever it continued as; null while it is at
 * work. Waits for nothing. Throws ServiceError.
 */
export async function endOfRun(
  { workflow }: Pick<Client, 'workflow'>,
  workflowId: string,
  firstRunId?: string,
): Promise<string | null> {
  for (let runId = firstRunId; ;) {
    try {
      const handle = workflow.getHandle(workflowId, runId, { followRuns: false });
      if (OPEN.has((await handle.describe()).status.name)) return null;
      await handle.result();
      return 'It ended and gave no reason';
    } catch (error) {
      // Its key is gone, perhaps: that it ended is known all the same.
      if (error instanceof ValueError) return 'It ended, and its reason cannot be read';
      if (error instanceof WorkflowNotFoundError) return 'The engine does not know its workflow any more';
      if (error instanceof WorkflowFailedError) return reasonOf(error);
      if (!(error instanceof WorkflowContinuedAsNewError)) throw error;
      runId = error.newExecutionRunId;
    }
  }
}

/** True while the newest run of a workflow is at work. Throws ServiceError. */
export async function isAtWork({ workflow }: Pick<Client, 'workflow'>, workflowId: string): Promise<boolean> {
  try {
    return OPEN.has((await workflow.getHandle(workflowId).describe()).status.name);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** In the words of whoever ended it, as the database can hold them. */
function reasonOf({ cause, message }: WorkflowFailedError): string {
  const how = cause?.name === 'TerminatedFailure' ? 'Terminated in the engine: ' : '';
  return `${how}${cause?.message ?? message}`.replaceAll('\0', '').toWellFormed();
}
