import type { IncidentChange } from '../../contracts/payloads.ts';
import type { TenantTx } from '../../db/database.ts';
import { json } from '../../db/parsers.ts';
import { planResponse } from '../../domain/response-plan.ts';
import { trackingPath } from '../../domain/response-texts.ts';
import { statusWhenWorsened, waitingPhase } from '../../domain/tracking-life.ts';
import { tellThoseAlerted } from '../alerts/correct-alerts.ts';
import { closeQualificationTasks } from '../tasks/close-tasks.ts';
import { loadSubject, lockTracking, planInput, type TrackingSubject } from './load-tracking.ts';
import { raiseAttention } from './raise-attention.ts';
import { readResponseState, type ResponseState } from './response-state.ts';
import { scoreTracking } from './risk.ts';
import { recordTimeline, VIGIL, wasRecorded, type TimelineEntry } from './timeline.ts';

export interface ChangeInput {
  trackingId: string;
  change: IncidentChange;
  /** ISO 8601 UTC. */
  now: string;
}

/**
 * Applies news of an open tracking's incident. Worsened: a new task and alert, qualification pending again.
 * Withdrawn at its source: closure is proposed and those who were alerted are told. The same change again, or one of
 * a resolved tracking, changes nothing. Throws TrackingNotFound.
 */
export async function applyIncidentChange(tx: TenantTx, input: ChangeInput): Promise<ResponseState> {
  const tracking = await lockTracking(tx, input.trackingId);
  const effectKey = `${input.change.kind}/${tracking.response_no}/${input.change.fingerprint}`;
  if (tracking.status === 'resolved' || (await wasRecorded(tx, tracking.id, effectKey))) {
    return readResponseState(tx, tracking);
  }
  const subject = await loadSubject(tx, tracking);
  const entries =
    input.change.kind === 'worsened'
      ? await worsen(tx, subject, input, effectKey)
      : [await proposeClosure(tx, subject, input, effectKey)];
  const about = { trackingId: tracking.id, responseNo: tracking.response_no, at: input.now, actor: VIGIL };
  await recordTimeline(tx, about, entries);
  return readResponseState(tx, await lockTracking(tx, tracking.id));
}

async function worsen(
  tx: TenantTx,
  subject: TrackingSubject,
  { change, now }: ChangeInput,
  effectKey: string,
): Promise<TimelineEntry[]> {
  const { tracking, incident } = subject;
  const plan = planResponse(planInput(subject, 'worsened', now));
  const superseded = plan.task
    ? await closeQualificationTasks(tx, tracking.id, {
        status: 'cancelled',
        outcome: 'superseded',
        by: null,
        at: now,
      })
    : [];
  const raised = await raiseAttention(tx, subject, plan, { now, suffix: `/${change.fingerprint}` });
  const risk = await scoreTracking(tx, subject, now);
  const status = statusWhenWorsened(tracking.status, change);
  // Who was asked is asked again, even if new trackings get no task by now; who never was, is not.
  const qualification =
    plan.qualification === 'not_required' && tracking.risk_qualification_status !== 'not_required'
      ? 'pending'
      : plan.qualification;
  await tx.q
    .updateTable('vendor_security_tracking')
    .set({
      status,
      risk_qualification_status: qualification,
      phase: waitingPhase(qualification),
      ...raised.columns,
      risk_score: risk.score,
      risk_factors: json(risk.factors),
      incident_severity: incident.severity,
      incident_kev: incident.kev_added_on !== null,
      incident_fingerprint: change.fingerprint,
    })
    .where('id', '=', tracking.id)
    .execute();
  const detail = {
    severity: { before: tracking.incident_severity, after: change.severity },
    kev: change.kev,
    tasks_superseded: superseded,
  };
  const audit = {
    action: 'tracking.worsen',
    targetType: 'vendor_security_tracking',
    targetId: tracking.id,
    before: { status: tracking.status, risk_qualification_status: tracking.risk_qualification_status },
    after: { status, risk_qualification_status: qualification },
  };
  return [{ kind: 'worsened', detail, effectKey, audit }, ...raised.entries];
}

async function proposeClosure(
  tx: TenantTx,
  { tracking, incident, vendor }: TrackingSubject,
  { change, now }: ChangeInput,
  effectKey: string,
): Promise<TimelineEntry> {
  await tx.q
    .updateTable('vendor_security_tracking')
    .set({ closure_proposed_at: now, incident_fingerprint: change.fingerprint })
    .where('id', '=', tracking.id)
    .execute();
  const told = await tellThoseAlerted(tx, {
    trackingId: tracking.id,
    title: `Withdrawn at its source: ${vendor.name} - ${incident.title}`,
    body: `The incident was withdrawn at its source. Vendor: ${vendor.name}. Incident: ${incident.title} (${incident.external_id}). Please confirm that it can be closed.`,
    actionUrl: trackingPath(vendor.id, tracking.id),
    key: effectKey,
  });
  return {
    kind: 'withdrawn',
    detail: { source_status: incident.source_status, people_told: told },
    effectKey,
    audit: {
      action: 'tracking.propose_closure',
      targetType: 'vendor_security_tracking',
      targetId: tracking.id,
      after: { closure_proposed_at: now },
    },
  };
}
