import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CustomFeedInput, CustomFeedPage, CustomFeedStep } from '../src/contracts/custom-feeds.ts';
import { refreshWantedSignal } from '../src/contracts/messages.ts';
import { readCustomFeed } from './support/custom-feed-steps.ts';
import { database } from './support/monitoring-activities.ts';
import { asksForRefresh } from './support/refresh-wanted.ts';

const DETAILS: Record<CustomFeedStep, string> = {
  begin: 'Reading the feed.',
  documents: 'Reading the documents that the feed’s index names.',
  pages: 'Reading the feed page by page.',
};

/**
 * Reads one feed of a tenant, page by page, when one of the tenant's cycles wants it fresh; ends when nobody asks any
 * more. A feed that fails keeps its error in the database until the next request, and no cycle waits for it longer than
 * it waits for any source.
 */
export async function customFeed({ tenantId, feedId, ...carried }: CustomFeedInput): Promise<void> {
  let { wanted, step } = carried;
  setHandler(refreshWantedSignal, (asked: unknown) => {
    if (!asksForRefresh(asked)) return;
    if (wanted === undefined || asked.freshAfter > wanted) wanted = asked.freshAfter;
  });

  const readOn = async (from: CustomFeedStep): Promise<void> => {
    let next: CustomFeedStep | null = from;
    while (next !== null) {
      setCurrentDetails(DETAILS[next]);
      const page: CustomFeedPage = await readCustomFeed({ tenantId, feedId, step: next });
      next = page.next;
      if (next !== null && workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof customFeed>({ tenantId, feedId, step: next, ...(wanted && { wanted }) });
      }
    }
  };

  while (wanted !== undefined || step !== undefined) {
    const asked: string | undefined = step === undefined ? wanted : undefined;
    const from: CustomFeedStep = step ?? 'begin';
    step = undefined;
    if (asked !== undefined) wanted = undefined;
    try {
      if (asked === undefined || (await database.isCustomFeedDue({ tenantId, feedId, wanted: asked })))
        await readOn(from);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      log.warn('a custom feed is left alone until the next request', { feedId });
      await database.leaveCustomFeed({ tenantId, feedId });
    }
  }
}
