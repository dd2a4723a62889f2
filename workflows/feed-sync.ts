import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  log,
  rootCause,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { refreshWantedSignal } from '../src/contracts/messages.ts';
import type { FeedStep, FeedSyncInput, RefreshWanted } from '../src/contracts/payloads.ts';
import { asksForRefresh } from './support/refresh-wanted.ts';
import { database, requestsTo } from './support/monitoring-activities.ts';

type Running = NonNullable<FeedSyncInput['running']>;

/** All requests in one: as far back as the furthest, as fresh as the freshest. */
function together(requests: readonly RefreshWanted[]): RefreshWanted {
  return requests.reduce((all, one) => ({
    since: one.since < all.since ? one.since : all.since,
    freshAfter: one.freshAfter > all.freshAfter ? one.freshAfter : all.freshAfter,
  }));
}

/**
 * Reads one shared source for all tenants, page by page, as far as it was asked to; ends when nobody asks any more
 * (the next request starts it again). A source that fails keeps its error in the database until the next request.
 */
export async function feedSync(input: FeedSyncInput): Promise<void> {
  const { source } = input;
  const pending = [...(input.pending ?? [])];
  let running = input.running;
  let failure: string | null = null;
  setHandler(refreshWantedSignal, (wanted: unknown) => {
    if (asksForRefresh(wanted)) pending.push(wanted);
  });
  const { fetchFeedPage } = requestsTo(source);

  const read = { new: 0, changed: 0, rejected: 0 };
  const sum = () => `${read.new} new, ${read.changed} changed, ${read.rejected} set aside as unreadable`;

  const readOn = async ({ wanted, step }: Running): Promise<void> => {
    const from = `since ${wanted.since}, asked for at ${wanted.freshAfter}`;
    setCurrentDetails(`Reading **${source}** ${from}.`);
    let at: FeedStep | null = step;
    do {
      const page = await fetchFeedPage.executeWithOptions(
        { summary: at === null ? 'Begins where the last reading ended' : 'Next page' },
        [{ source, ...wanted, step: at }],
      );
      read.new += page.new;
      read.changed += page.changed;
      read.rejected += page.rejected;
      setCurrentDetails(`Reading **${source}** ${from}: ${sum()} so far.`);
      at = page.spare && pending.length > 0 ? null : page.next;
      if (at !== null && workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof feedSync>({ source, pending, running: { wanted, step: at } });
      }
    } while (at !== null);
  };

  while (running !== undefined || pending.length > 0) {
    const wanted = running?.wanted ?? together(pending.splice(0));
    const resumed = running;
    running = undefined;
    failure = null;
    try {
      if (resumed || (await database.isRefreshNeeded({ source, ...wanted }))) {
        await readOn(resumed ?? { wanted, step: null });
        // A reading that was taken up from before may end earlier than what is wanted now.
        if (await database.isRefreshNeeded({ source, ...wanted })) await readOn({ wanted, step: null });
      }
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      const message = rootCause(error) ?? error.message;
      log.warn('a source is left alone until the next request', { source });
      await database.recordFeedFailure({ source, message });
      failure = message;
    }
  }
  setCurrentDetails(
    failure === null
      ? `Done with **${source}**: ${sum()}.`
      : `**${source}** is left alone until somebody asks again: \`${failure.replaceAll('`', '')}\``,
  );
}
