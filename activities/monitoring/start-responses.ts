import { Context } from '@temporalio/activity';
import { responseId } from '../../src/contracts/ids.ts';
import {
  claimPendingResponses,
  markResponding,
} from '../../src/services/monitoring/scans/pending-responses.ts';
import { startResponse } from '../../src/temporal/start-response.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

/** Which responses to start: at most `limit`, of one incident where it is named. */
export interface StartPage {
  tenantId: string;
  limit: number;
  incidentId?: string;
}

/** How many were started here (some may have run already), and whether there may be more. */
export interface StartedPage {
  started: number;
  more: boolean;
}

/** Started by one transaction: the first step of each waits for its end, holding a connection. */
const AT_ONCE = 8;

/**
 * Starts the responses of trackings that have none. A tracking is claimed by its row's lock while its response is
 * started, so that cycles at the same time share the work; one that dies leaves the rest to its next try.
 */
export async function startResponses(
  { db, client }: Pick<ActivityDependencies, 'db' | 'client'>,
  { tenantId, limit, incidentId }: StartPage,
): Promise<StartedPage> {
  const { cancellationSignal } = Context.current();
  let started = 0;
  for (let looked = 0; looked < limit; looked += AT_ONCE) {
    cancellationSignal.throwIfAborted();
    const page = await db.withTenant(tenantId, async (tx) => {
      const subjects = await claimPendingResponses(tx, { limit: AT_ONCE, incidentId });
      const begun = await Promise.all(subjects.map((one) => startResponse(client, { tenantId, ...one })));
      await markResponding(
        tx,
        subjects.map(({ trackingId }) => ({ trackingId, workflowId: responseId(trackingId) })),
      );
      return { claimed: subjects.length, begun: begun.filter(Boolean).length };
    });
    started += page.begun;
    if (page.claimed < AT_ONCE) return { started, more: false };
  }
  return { started, more: true };
}
