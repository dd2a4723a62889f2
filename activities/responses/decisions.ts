import type {
  Actor,
  Proven,
  QualifyDecision,
  ReopenDecision,
  ResolveDecision,
} from '../../src/contracts/decisions.ts';
import { qualifyTracking, type Decided } from '../../src/services/response/decisions/qualify.ts';
import { reopenTracking } from '../../src/services/response/decisions/reopen.ts';
import { trustedActor } from '../../src/services/response/decisions/trusted-actor.ts';
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

type Parts = Pick<ActivityDependencies, 'db' | 'client' | 'logger'> & {
  config: Pick<ActivityDependencies['config'], 'encryptionKeys'>;
};

/**
 * Reviewers' decisions; each is one transaction, and the same decision tried again is answered the same. One that the API
 * has not signed is an operator's, whoever it names.
 */
export function createDecisionActivities(deps: Parts) {
  const { db, config } = deps;

  /** The decision in the name of who is known to have made it, and the run that it came through. */
  function trusted<T extends Proven & { actor: Actor }>({ tenantId, ...input }: OfDecision<T>) {
    const { trackingId: subjectId, decisionId, decision } = input;
    const of = { tenantId, subjectId, decisionId, content: decision };
    const actor = trustedActor(config.encryptionKeys, of);
    return { ...input, decision: { ...decision, actor }, run: callingRun() };
  }

  return {
    async qualifyTracking(input: OfDecision<QualifyDecision>): Promise<Decided> {
      return db.withTenant(input.tenantId, (tx) => qualifyTracking(tx, trusted(input)));
    },

    async resolveTracking(input: OfDecision<ResolveDecision>): Promise<Resolved> {
      return db.withTenant(input.tenantId, (tx) => resolveTracking(tx, trusted(input)));
    },

    async reopenTracking(input: OfDecision<ReopenDecision>): Promise<Decided> {
      const { tenantId } = input;
      const { decision, ...rest } = trusted(input);
      const { decided, suppressed } = await db.withTenant(tenantId, async (tx) => ({
        decided: await reopenTracking(tx, { ...rest, decision }),
        suppressed: await isSuppressedDue(tx),
      }));
      if (suppressed) await lookAgain(deps, tenantId, decision.actor.userId);
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
