import type { Selectable } from 'kysely';
import type { Actor, DecisionOutcome, ReopenDecision } from '../../../contracts/decisions.ts';
import type { Restartable } from '../../../domain/vocabulary.ts';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { appliedOutcome, isOfAnother, type DecisionInput } from './decision-input.ts';
import { settleIncidentStatus } from '../record/incident-status.ts';
import { lockTracking, type StoredTracking } from '../record/load-tracking.ts';
import { withdrawFeedback, type RuleInShort } from './match-feedback.ts';
import type { Decided } from './qualify.ts';
import { readResponseState, type ResponseRun } from '../record/response-state.ts';
import { recordTimeline, wasRecorded, type TimelineEntry } from '../record/timeline.ts';

/** Why a resolved tracking responds again, and on whose behalf. */
export interface Reopening {
  reason: string;
  /** What begins anew with it. */
  restart?: readonly Restartable[] | undefined;
  actor: Actor;
  effectKey: string;
  /** ISO 8601 UTC. */
  now: string;
  run: ResponseRun;
}

/**
 * A resolved tracking responds again: pending, under the next response number; earlier decisions stay on the
 * timeline. One that is open is answered `already`. Throws TrackingNotFound.
 */
export async function reopenTracking(tx: TenantTx, input: DecisionInput<ReopenDecision>): Promise<Decided> {
  const tracking = await lockTracking(tx, input.trackingId);
  const outcome = await decide(tx, tracking, input);
  return { outcome, state: await readResponseState(tx, await lockTracking(tx, tracking.id)) };
}

async function decide(
  tx: TenantTx,
  tracking: StoredTracking,
  input: DecisionInput<ReopenDecision>,
): Promise<DecisionOutcome> {
  const { decision, now, run } = input;
  const effectKey = `reopen/${input.decisionId}`;
  if (await wasRecorded(tx, tracking.id, effectKey)) return appliedOutcome(decision.actor.name, now);
  if (tracking.status !== 'resolved' || isOfAnother(input.decisionId, tracking.response_no + 1))
    return { outcome: 'already', decidedBy: null, decidedAt: null };
  await reopenRow(tx, tracking, {
    reason: decision.reason,
    restart: decision.restart,
    actor: decision.actor,
    effectKey,
    now,
    run,
  });
  return appliedOutcome(decision.actor.name, now);
}

/** Who wants a resolved tracking to respond again, and why. */
export type ReopeningAsked = Pick<
  Selectable<Tables['tracking_reopenings']>,
  'reason' | 'asked_by' | 'asked_by_name'
>;

/** The reopening that an undone match rule asks for, or null. */
export async function readReopeningAsked(tx: TenantTx, trackingId: string): Promise<ReopeningAsked | null> {
  const row = await tx.sql
    .selectFrom('tracking_reopenings')
    .select(['reason', 'asked_by', 'asked_by_name'])
    .where('tracking_id', '=', trackingId)
    .executeTakeFirst();
  return row ?? null;
}

/** Reopens a resolved, locked tracking under the next response number; its response is still to come. */
export async function reopenRow(
  tx: TenantTx,
  tracking: StoredTracking,
  { reason, restart = [], actor, effectKey, now, run }: Reopening,
): Promise<void> {
  const responseNo = tracking.response_no + 1;
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      status: 'monitoring',
      phase: 'responding',
      risk_qualification_status: 'pending',
      response_no: responseNo,
      task_created: false,
      alert_sent: false,
      resolved_at: null,
      resolved_by: null,
      resolved_by_name: null,
      resolution_type: null,
      resolution_notes: null,
      closure_proposed_at: null,
      response_workflow_id: run.workflowId,
      response_run_id: run.runId,
    })
    .where('id', '=', tracking.id)
    .execute();
  const undone = tracking.resolution_type === 'false_positive' ? await withdrawFeedback(tx, tracking) : null;
  await tx.sql.deleteFrom('tracking_reopenings').where('tracking_id', '=', tracking.id).execute();
  await settleIncidentStatus(tx, tracking.incident_id);
  await recordTimeline(tx, { trackingId: tracking.id, responseNo, at: now, actor }, [
    {
      kind: 'reopened',
      detail: { reason, resolution_type: tracking.resolution_type, restart },
      effectKey,
      audit: {
        action: 'tracking.reopen',
        targetType: 'vendor_security_tracking',
        targetId: tracking.id,
        before: { status: 'resolved', resolution_type: tracking.resolution_type },
        after: { status: 'monitoring', response_no: responseNo, reason, restart },
      },
    },
    ...(undone === null ? [] : [ruleUndone(undone)]),
  ]);
}

/** The verdict is taken back with the resolution that gave it. */
const ruleUndone = (rule: RuleInShort): TimelineEntry => ({
  kind: 'rule_undone',
  detail: { rule_id: rule.rule_id, says: rule.says },
  effectKey: `rule_undone/${rule.rule_id}`,
  audit: { action: 'match_rule.undo', targetType: 'match_rule', targetId: rule.rule_id, before: rule },
});
