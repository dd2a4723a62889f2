import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { responseId } from '../src/contracts/ids.ts';
import { incidentChangedSignal } from '../src/contracts/messages.ts';
import { TASK_QUEUES } from '../src/contracts/task-queues.ts';
import type { TrackingNews } from '../src/contracts/tracking-news.ts';
import { WORKFLOW_TYPES } from '../src/contracts/workflow-types.ts';
import type { ActivityDependencies } from './dependencies.ts';

/**
 * Signals each response; one that was terminated or failed is started again with the news, so that its tracking is
 * not left alone. One that ended in order meanwhile is left out of what is returned: the trackings that were told.
 * The same news twice is one to the response, by the incident's fingerprint.
 */
export async function tellResponses(
  { client, logger }: ActivityDependencies,
  tenantId: string,
  news: readonly TrackingNews[],
): Promise<string[]> {
  const told: string[] = [];
  for (const { trackingId, responseNo, change } of news) {
    try {
      await client.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, {
        workflowId: responseId(trackingId),
        taskQueue: TASK_QUEUES.responses,
        args: [{ tenantId, trackingId, responseNo }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        priority: { fairnessKey: tenantId },
        signal: incidentChangedSignal,
        signalArgs: [change],
      });
      told.push(trackingId);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      logger.info({ tracking: trackingId, change: change.kind }, 'the response has ended already');
    }
  }
  return told;
}
