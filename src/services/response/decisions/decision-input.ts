import type { DecisionOutcome } from '../../../contracts/decisions.ts';
import type { StoredTracking } from '../record/load-tracking.ts';
import type { ResponseRun } from '../record/response-state.ts';

/** A decision on its way into the database. */
export interface DecisionInput<T> {
  trackingId: string;
  /** The update's or signal's own id: the same decision tried again is the same decision. */
  decisionId: string;
  decision: T;
  /** ISO 8601 UTC. */
  now: string;
  run: ResponseRun;
}

/** The response that a decision through the API was made for, as its id says; null of one that came another way. */
const responseOf = (decisionId: string): number | null => {
  const [, number] = /^(?:qualify|resolve|reopen)\/(\d+)\//.exec(decisionId) ?? [];
  return number === undefined ? null : Number(number);
};

/**
 * True of a decision that was made for another response of the tracking than the one that it would apply to: late, or
 * sent again by hand after a reopening.
 */
export function isOfAnother(decisionId: string, responseNo: number): boolean {
  const of = responseOf(decisionId);
  return of !== null && of !== responseNo;
}

/** It is resolved already: who decided that, and when. */
export function closedOutcome(tracking: StoredTracking): DecisionOutcome {
  return { outcome: 'closed', decidedBy: tracking.resolved_by_name, decidedAt: tracking.resolved_at };
}

/** This decision did it. */
export function appliedOutcome(decidedBy: string, decidedAt: string): DecisionOutcome {
  return { outcome: 'applied', decidedBy, decidedAt };
}
