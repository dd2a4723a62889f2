import type { QualifyDecision, ReopenDecision, ResolveDecision } from '../src/contracts/decisions.ts';
import { qualifyTracking, type Decided } from '../src/services/trackings/qualify.ts';
import { reopenTracking } from '../src/services/trackings/reopen.ts';
import { resolveTracking, type Resolved } from '../src/services/trackings/resolve.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { callingRun, type OfTracking } from './responses.ts';

/** A decision on its way from the workflow into the database. */
export interface OfDecision<T> extends OfTracking {
  decisionId: string;
  decision: T;
}

/** Reviewers' decisions; each is one transaction, and the same decision tried again is answered the same. */
export function createDecisionActivities({ db }: Pick<ActivityDependencies, 'db'>) {
  return {
    async qualifyTracking({ tenantId, ...input }: OfDecision<QualifyDecision>): Promise<Decided> {
      const run = callingRun();
      return db.tenant(tenantId, (tx) => qualifyTracking(tx, { ...input, run }));
    },

    async resolveTracking({ tenantId, ...input }: OfDecision<ResolveDecision>): Promise<Resolved> {
      const run = callingRun();
      return db.tenant(tenantId, (tx) => resolveTracking(tx, { ...input, run }));
    },

    async reopenTracking({ tenantId, ...input }: OfDecision<ReopenDecision>): Promise<Decided> {
      const run = callingRun();
      return db.tenant(tenantId, (tx) => reopenTracking(tx, { ...input, run }));
    },
  };
}
