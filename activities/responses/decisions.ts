import type { QualifyDecision, ReopenDecision, ResolveDecision } from '../../src/contracts/decisions.ts';
import { qualifyTracking, type Decided } from '../../src/services/response/decisions/qualify.ts';
import { reopenTracking } from '../../src/services/response/decisions/reopen.ts';
import { resolveTracking, type Resolved } from '../../src/services/response/decisions/resolve.ts';
import { isSuppressedDue } from '../../src/services/monitoring/matching/suppressed.ts';
import { reconsiderSuppressed } from '../../src/temporal/scans.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';
import { callingRun, type OfTracking } from './responses.ts';

/** A decision on its way from the workflow into the database. */
export interface OfDecision<T> extends OfTracking {
  decisionId: string;
  decision: T;
}

/** Reviewers' decisions; each is one transaction, and the same decision tried again is answered the same. */
export function createDecisionActivities(deps: Pick<ActivityDependencies, 'db' | 'client' | 'logger'>) {
  const { db } = deps;
  return {
    async qualifyTracking({ tenantId, ...input }: OfDecision<QualifyDecision>): Promise<Decided> {
      const run = callingRun();
      return db.withTenant(tenantId, (tx) => qualifyTracking(tx, { ...input, run }));
    },

    async resolveTracking({ tenantId, ...input }: OfDecision<ResolveDecision>): Promise<Resolved> {
      const run = callingRun();
      return db.withTenant(tenantId, (tx) => resolveTracking(tx, { ...input, run }));
    },

    async reopenTracking({ tenantId, ...input }: OfDecision<ReopenDecision>): Promise<Decided> {
      const run = callingRun();
      const { decided, suppressed } = await db.withTenant(tenantId, async (tx) => ({
        decided: await reopenTracking(tx, { ...input, run }),
        suppressed: await isSuppressedDue(tx),
      }));
      if (suppressed) await lookAgain(deps, tenantId, input.decision.actor.userId);
      return decided;
    },
  };
}

/** Has what an ended match rule suppressed looked at now. Without it the tenant's next cycle does it. */
async function lookAgain(
  { client, logger }: Pick<ActivityDependencies, 'client' | 'logger'>,
  tenantId: string,
  requestedBy: string | null,
): Promise<void> {
  try {
    await reconsiderSuppressed(client, { tenantId, requestedBy });
  } catch (error) {
    logger.warn({ err: error, tenantId }, 'what an ended match rule suppressed waits for the next cycle');
  }
}
