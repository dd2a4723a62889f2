/** Starts responses and processes, for the first time or again. */
import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { processStart, type ProcessStart } from '../contracts/process-start.ts';
import { responseStart, type ResponseStart } from '../contracts/response-start.ts';
import { TASK_QUEUES } from '../contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';

/** An earlier run that ended well is left alone. */
const FIRST = {
  workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  workflowIdConflictPolicy: 'FAIL',
} as const;
/** However the last run ended: the database says that there is still something to do. */
const AGAIN = { workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'FAIL' } as const;

/** True when this call started it; false where it runs already. */
async function unlessRunning(start: () => Promise<unknown>): Promise<boolean> {
  try {
    await start();
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Starts the response of a new tracking; false where it has begun already. Throws ServiceError. */
export const startResponse = ({ workflow }: Pick<Client, 'workflow'>, of: ResponseStart): Promise<boolean> =>
  unlessRunning(() => workflow.start(WORKFLOW_TYPES.incidentResponse, { ...responseStart(of), ...FIRST }));

/** Starts the response of an open tracking again; it goes on from what the database says. Throws ServiceError. */
export const restartResponse = (
  { workflow }: Pick<Client, 'workflow'>,
  of: ResponseStart,
): Promise<boolean> =>
  unlessRunning(() => workflow.start(WORKFLOW_TYPES.incidentResponse, { ...responseStart(of), ...AGAIN }));

/** Starts an open process again, from its first step that is not done. Throws ServiceError. */
export const restartProcess = ({ workflow }: Pick<Client, 'workflow'>, of: ProcessStart): Promise<boolean> =>
  unlessRunning(() =>
    workflow.start(WORKFLOW_TYPES.riskProcess, {
      ...processStart(of),
      ...AGAIN,
      taskQueue: TASK_QUEUES.responses,
    }),
  );
