import { isDeepStrictEqual } from 'node:util';
import type { DecisionOutcome, QualifyDecision } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { OPEN_TASK, statusWhenQualified, waitingPhase } from '../../../domain/response/tracking-life.ts';
import { closeQualificationTasks } from '../tasks/close-tasks.ts';
import { appliedOutcome, closedOutcome, isOfAnother, type DecisionInput } from './decision-input.ts';
import { lockTracking, type StoredTracking } from '../record/load-tracking.ts';
import { readResponseState, type ResponseState } from '../record/response-state.ts';
import { recordTimeline, wasRecorded } from '../record/timeline.ts';

export interface Decided {
  outcome: DecisionOutcome;
  state: ResponseState;
}

/**
 * Applies a reviewer's judgement. In progress leaves the status as it is; completed sets status and qualification and
 * completes the task. A second one changes nothing unless it is a correction. Throws TrackingNotFound.
 */
export async function qualifyTracking(tx: TenantTx, input: DecisionInput<QualifyDecision>): Promise<Decided> {
  const tracking = await lockTracking(tx, input.trackingId);
  const outcome = await decide(tx, tracking, input);
  return { outcome, state: await readResponseState(tx, await lockTracking(tx, tracking.id)) };
}

async function decide(
  tx: TenantTx,
  tracking: StoredTracking,
  input: DecisionInput<QualifyDecision>,
): Promise<DecisionOutcome> {
  const { decision, now } = input;
  const effectKey = `qualify/${input.decisionId}`;
  if (await wasRecorded(tx, tracking.id, effectKey)) return appliedOutcome(decision.actor.name, now);
  if (tracking.status === 'resolved' || isOfAnother(input.decisionId, tracking.response_no))
    return closedOutcome(tracking);
  if (tracking.risk_qualification_status === 'completed' && !isCorrection(decision)) {
    const first = { decidedBy: tracking.qualified_by_name, decidedAt: tracking.qualified_at };
    return { outcome: saysTheSame(tracking, decision) ? 'already' : 'contradicts', ...first };
  }
  const completed = decision.status === 'completed';
  const status = completed ? await qualifiedStatus(tx, tracking, decision) : tracking.status;
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      status,
      risk_qualification_status: decision.status,
      phase: waitingPhase(decision.status),
      risk_level: decision.risk_level,
      impact_analysis: decision.impact_analysis,
      recommended_actions: json(decision.recommended_actions),
      qualified_by: decision.actor.userId,
      qualified_by_name: decision.actor.name,
      qualified_at: now,
      response_workflow_id: input.run.workflowId,
      response_run_id: input.run.runId,
    })
    .where('id', '=', tracking.id)
    .execute();
  await moveTask(tx, tracking.id, decision, now);
  await note(tx, tracking, input, { status, effectKey });
  return appliedOutcome(decision.actor.name, now);
}

const isCorrection = ({ correction, status }: QualifyDecision): boolean =>
  correction === true && status === 'completed';

const saysTheSame = (tracking: StoredTracking, decision: QualifyDecision): boolean =>
  decision.status === 'completed' &&
  tracking.risk_level === decision.risk_level &&
  tracking.impact_analysis === decision.impact_analysis &&
  isDeepStrictEqual(tracking.recommended_actions, decision.recommended_actions);

async function qualifiedStatus(tx: TenantTx, tracking: StoredTracking, { risk_level }: QualifyDecision) {
  const incident = await tx.sql
    .selectFrom('security_incidents')
    .select('incident_type')
    .where('id', '=', tracking.incident_id)
    .executeTakeFirstOrThrow();
  return statusWhenQualified(incident.incident_type, risk_level);
}

async function moveTask(
  tx: TenantTx,
  trackingId: string,
  decision: QualifyDecision,
  at: string,
): Promise<void> {
  if (decision.status === 'completed') {
    await closeQualificationTasks(tx, trackingId, {
      status: 'completed',
      outcome: decision.risk_level,
      by: decision.actor.userId,
      at,
    });
    return;
  }
  await tx.sql
    .updateTable('action_items')
    .set({ status: 'in_progress' })
    .where('source_type', '=', 'vendor_security_incident')
    .where('source_id', '=', trackingId)
    .where('status', 'in', OPEN_TASK)
    .execute();
}

function kindOf(tracking: StoredTracking, decision: QualifyDecision) {
  if (decision.status !== 'completed') return 'qualification_in_progress';
  return tracking.risk_qualification_status === 'completed' ? 'requalified' : 'qualified';
}

async function note(
  tx: TenantTx,
  tracking: StoredTracking,
  { decision, now }: DecisionInput<QualifyDecision>,
  { status, effectKey }: { status: string; effectKey: string },
): Promise<void> {
  const { risk_level, impact_analysis, recommended_actions } = decision;
  const corrects = tracking.risk_qualification_status === 'completed' && { corrects: tracking.risk_level };
  const detail = {
    risk_level,
    impact_analysis,
    recommended_actions,
    tracking_status: status,
    ...corrects,
  };
  await recordTimeline(
    tx,
    { trackingId: tracking.id, responseNo: tracking.response_no, at: now, actor: decision.actor },
    [
      {
        kind: kindOf(tracking, decision),
        detail,
        effectKey,
        audit: {
          action: 'tracking.qualify',
          targetType: 'vendor_security_tracking',
          targetId: tracking.id,
          before: {
            status: tracking.status,
            risk_qualification_status: tracking.risk_qualification_status,
            risk_level: tracking.risk_level,
          },
          after: { status, risk_qualification_status: decision.status, risk_level },
        },
      },
    ],
  );
}
