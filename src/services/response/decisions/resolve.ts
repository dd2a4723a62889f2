import type { DecisionOutcome, ResolveDecision } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { qualificationWhenResolved, taskWhenResolved } from '../../../domain/response/tracking-life.ts';
import { correctAlerts, tellThoseAlerted } from '../alerts/correct-alerts.ts';
import { skipQueuedDeliveries } from '../alerts/digests.ts';
import { withdrawAssignments } from '../assessments/assign-assessment.ts';
import { cancelProcesses } from '../processes/cancel-process.ts';
import { closeQualificationTasks } from '../tasks/close-tasks.ts';
import { appliedOutcome, closedOutcome, isOfAnother, type DecisionInput } from './decision-input.ts';
import { settleIncidentStatus } from '../record/incident-status.ts';
import { loadSubject, lockTracking, type StoredTracking } from '../record/load-tracking.ts';
import { giveFeedback, type Taught } from './match-feedback.ts';
import type { Decided } from './qualify.ts';
import { readResponseState } from '../record/response-state.ts';
import { recordTimeline, wasRecorded, type TimelineEntry } from '../record/timeline.ts';

export interface Resolved extends Decided {
  /** Processes of the tracking that were cancelled, now or by this decision before: their workflows are to end. */
  cancelledInstanceIds: string[];
}

/**
 * Ends a tracking: closes its task, withdraws what the vendor has not submitted, cancels its process; a false positive
 * also corrects its alerts and teaches the matcher. One that is resolved already is answered with who did it.
 * Throws TrackingNotFound.
 */
export async function resolveTracking(
  tx: TenantTx,
  input: DecisionInput<ResolveDecision>,
): Promise<Resolved> {
  const tracking = await lockTracking(tx, input.trackingId);
  const outcome = await decide(tx, tracking, input);
  const cancelled = await tx.sql
    .selectFrom('workflow_instances')
    .select('id')
    .where('tracking_id', '=', tracking.id)
    .where('status', '=', 'cancelled')
    .execute();
  return {
    outcome,
    state: await readResponseState(tx, await lockTracking(tx, tracking.id)),
    cancelledInstanceIds: outcome.outcome === 'applied' ? cancelled.map(({ id }) => id) : [],
  };
}

async function decide(
  tx: TenantTx,
  tracking: StoredTracking,
  input: DecisionInput<ResolveDecision>,
): Promise<DecisionOutcome> {
  const { decision, now } = input;
  const effectKey = `resolve/${input.decisionId}`;
  if (await wasRecorded(tx, tracking.id, effectKey)) return appliedOutcome(decision.actor.name, now);
  if (tracking.status === 'resolved' || isOfAnother(input.decisionId, tracking.response_no))
    return closedOutcome(tracking);
  await close(tx, tracking, input);
  const { taught, ...ended } = await endWork(tx, tracking, decision, now);
  await settleIncidentStatus(tx, tracking.incident_id);
  await recordTimeline(
    tx,
    { trackingId: tracking.id, responseNo: tracking.response_no, at: now, actor: decision.actor },
    [
      {
        kind: 'resolved',
        detail: {
          resolution_type: decision.resolution_type,
          resolution_notes: decision.resolution_notes,
          ...ended,
          matcher_taught: taught.verdict,
        },
        effectKey,
        audit: {
          action: 'tracking.resolve',
          targetType: 'vendor_security_tracking',
          targetId: tracking.id,
          before: { status: tracking.status },
          after: {
            status: 'resolved',
            resolution_type: decision.resolution_type,
            ...ended,
            matcher_taught: taught.verdict,
          },
        },
      },
      ...ruleMade(taught, effectKey),
    ],
  );
  return appliedOutcome(decision.actor.name, now);
}

/** A rule is an entry of its own: it outlives the tracking's resolution, and is undone by itself. */
function ruleMade({ rule }: Taught, effectKey: string): TimelineEntry[] {
  if (rule === null) return [];
  const audit = {
    action: 'match_rule.create',
    targetType: 'match_rule',
    targetId: rule.rule_id,
    after: rule,
  };
  return [{ kind: 'rule_made', detail: { ...rule }, effectKey: `${effectKey}/rule`, audit }];
}

async function close(
  tx: TenantTx,
  tracking: StoredTracking,
  { decision, now, run }: DecisionInput<ResolveDecision>,
): Promise<void> {
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      status: 'resolved',
      phase: 'resolved',
      risk_qualification_status: qualificationWhenResolved(
        tracking.risk_qualification_status,
        decision.resolution_type,
      ),
      resolution_type: decision.resolution_type,
      resolution_notes: decision.resolution_notes,
      resolved_by: decision.actor.userId,
      resolved_by_name: decision.actor.name,
      resolved_at: now,
      response_workflow_id: run.workflowId,
      response_run_id: run.runId,
    })
    .where('id', '=', tracking.id)
    .execute();
}

/** Ends the work that the response handed out. Returns what was ended, for the record. */
async function endWork(
  tx: TenantTx,
  tracking: StoredTracking,
  { resolution_type, actor }: ResolveDecision,
  at: string,
): Promise<Record<string, unknown> & { taught: Taught }> {
  const by = actor.userId;
  const tasks = await closeQualificationTasks(tx, tracking.id, {
    status: taskWhenResolved(resolution_type),
    outcome: resolution_type,
    by,
    at,
  });
  const assignments = await withdrawAssignments(tx, tracking.id);
  const processes = await cancelProcesses(tx, tracking.id, { by, at });
  const alerts = resolution_type === 'false_positive' ? await takeBackAlerts(tx, tracking, at) : [];
  await skipQueuedDeliveries(tx, tracking.id);
  const taught = await giveFeedback(tx, tracking, resolution_type, { actor, now: at });
  return {
    tasks_closed: tasks,
    assignments_withdrawn: assignments,
    processes_cancelled: processes,
    alerts_corrected: alerts,
    taught,
  };
}

async function takeBackAlerts(tx: TenantTx, tracking: StoredTracking, at: string): Promise<string[]> {
  const corrected = await correctAlerts(tx, tracking.id, at);
  const { vendor, incident } = await loadSubject(tx, tracking);
  await tellThoseAlerted(tx, {
    trackingId: tracking.id,
    title: `False positive: ${vendor.name} - ${incident.title}`,
    body: `The security alert for vendor ${vendor.name} was a false positive. Incident: ${incident.title} (${incident.external_id}). Nothing is left to do.`,
    actionUrl: trackingPath(vendor.id, tracking.id),
    key: `${tracking.response_no}/corrected`,
  });
  return corrected;
}
