import { WorkflowNotFoundError } from '@temporalio/client';
import { responseId } from '../src/contracts/ids.ts';
import { incidentChangedSignal } from '../src/contracts/messages.ts';
import type { TrackingNews } from '../src/contracts/tracking-news.ts';
import type { ActivityDependencies } from './dependencies.ts';

/**
 * Signals each response; one that has ended meanwhile needs no telling. Returns the trackings that are done with.
 * The same news twice is one to the response, by the incident's fingerprint.
 */
export async function tellResponses(
  { client, logger }: ActivityDependencies,
  news: readonly TrackingNews[],
): Promise<string[]> {
  for (const { trackingId, change } of news) {
    try {
      await client.workflow.getHandle(responseId(trackingId)).signal(incidentChangedSignal, change);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      logger.info({ tracking: trackingId, change: change.kind }, 'the response has ended already');
    }
  }
  return news.map((one) => one.trackingId);
}
