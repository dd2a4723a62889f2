import { responseId } from '../src/contracts/ids.ts';
import { incidentChangedSignal } from '../src/contracts/messages.ts';
import { SEARCH_ATTRIBUTES } from '../src/contracts/search-attributes.ts';
import { TASK_QUEUES } from '../src/contracts/task-queues.ts';
import type { TrackingNews } from '../src/contracts/tracking-news.ts';
import { WORKFLOW_TYPES } from '../src/contracts/workflow-types.ts';
import type { ActivityDependencies } from './dependencies.ts';

/**
 * Signals each response. One whose run has ended, in order or not, begins again with the news and decides by itself
 * what it means to its tracking, which may have been resolved just now. The same news again is one to the response.
 */
export async function tellResponses(
  { client }: Pick<ActivityDependencies, 'client'>,
  tenantId: string,
  news: readonly TrackingNews[],
): Promise<void> {
  for (const { trackingId, responseNo, vendorId, incidentId, severity, change } of news) {
    await client.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, {
      workflowId: responseId(trackingId),
      taskQueue: TASK_QUEUES.responses,
      args: [{ tenantId, trackingId, responseNo }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: `Response to incident ${incidentId} at vendor ${vendorId}`,
      priority: { fairnessKey: tenantId },
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenantId },
        { key: SEARCH_ATTRIBUTES.vendor, value: vendorId },
        { key: SEARCH_ATTRIBUTES.incident, value: incidentId },
        { key: SEARCH_ATTRIBUTES.severity, value: severity },
      ],
      signal: incidentChangedSignal,
      signalArgs: [change],
    });
  }
}
