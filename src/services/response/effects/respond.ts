import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { planResponse, type Cause } from '../../../domain/response/response-plan.ts';
import { priorityOf } from '../../../domain/response/response-config.ts';
import type { Restartable } from '../../../domain/vocabulary.ts';
import { waitingPhase } from '../../../domain/response/tracking-life.ts';
import { assignAssessment } from '../assessments/assign-assessment.ts';
import { createProcessInstance } from '../processes/start-process.ts';
import { raiseAttention } from './raise-attention.ts';
import { settleIncidentStatus } from '../record/incident-status.ts';
import { knownAs } from '../record/known-incident.ts';
import {
  loadSubject,
  lockTracking,
  planInput,
  type StoredTracking,
  type TrackingSubject,
} from '../record/load-tracking.ts';
import { readResponseState, type ResponseRun, type ResponseState } from '../record/response-state.ts';
import { scoreTracking } from '../record/risk.ts';
import { recordTimeline, VIGIL, wasRecorded, type TimelineEntry } from '../record/timeline.ts';

export interface RespondInput {
  trackingId: string;
  /** The workflow's time, ISO 8601 UTC: due dates are counted from it. */
  now: string;
  run: ResponseRun;
}

export interface Responded {
  state: ResponseState;
  /** What the plan asked for and nothing active fits. */
  missing: string[];
}

/**
 * The first phase of a response: task, alerts, assessment and process, each by the tenant's switches, with the
 * tracking, its timeline and the audit log, in one transaction. Called again, it changes nothing and answers with
 * what there is. Throws TrackingNotFound.
 */
export async function processVendorSecurityIncident(tx: TenantTx, input: RespondInput): Promise<Responded> {
  const tracking = await lockTracking(tx, input.trackingId);
  const effectKey = `responded/${tracking.response_no}`;
  if (tracking.status === 'resolved' || (await wasRecorded(tx, tracking.id, effectKey))) {
    return { state: await readResponseState(tx, tracking), missing: [] };
  }
  const subject = await loadSubject(tx, tracking);
  const entries = await takeEffect(tx, subject, input, effectKey);
  await settleIncidentStatus(tx, tracking.incident_id);
  const about = { trackingId: tracking.id, responseNo: tracking.response_no, at: input.now, actor: VIGIL };
  await recordTimeline(tx, about, entries);
  const after = await lockTracking(tx, tracking.id);
  return {
    state: await readResponseState(tx, after),
    missing: entries.map(({ kind }) => kind).filter((kind) => kind.endsWith('_missing')),
  };
}

/** What the reopening of this response asked to begin anew. */
async function askedAnew(tx: TenantTx, tracking: StoredTracking): Promise<Restartable[]> {
  const event = await tx.sql
    .selectFrom('tracking_events')
    .select('detail')
    .where('tracking_id', '=', tracking.id)
    .where('response_no', '=', tracking.response_no)
    .where('kind', '=', 'reopened')
    .executeTakeFirst();
  const { restart } = event?.detail ?? {};
  return Array.isArray(restart) ? (restart as Restartable[]) : [];
}

/** In words, what of the earlier response stays as it is, since the reopening did not ask for it. */
function leftEnded(tracking: StoredTracking, again: readonly Restartable[]): string {
  const left = [
    ...(tracking.assessment_assignment_id !== null && !again.includes('assessment') ? ['assessment'] : []),
    ...(tracking.workflow_instance_id !== null && !again.includes('process') ? ['process'] : []),
  ];
  return left.length === 0
    ? ''
    : `The ${left.join(' and the ')} stay as the resolution left them: the reopening asked for no new ones.`;
}

async function takeEffect(
  tx: TenantTx,
  subject: TrackingSubject,
  { now, run }: RespondInput,
  effectKey: string,
): Promise<TimelineEntry[]> {
  const { tracking, vendor, incident, config } = subject;
  const cause: Cause = tracking.response_no > 1 ? 'reopened' : 'matched';
  const again = cause === 'reopened' ? await askedAnew(tx, tracking) : [];
  const plan = planResponse({ ...planInput(subject, cause, now), again });
  const of = { trackingId: tracking.id, responseNo: tracking.response_no, vendorId: vendor.id };
  const raised = await raiseAttention(tx, subject, plan, { now, suffix: '' });
  const assessment = plan.assessment && (await assignAssessment(tx, { ...of, plan: plan.assessment }));
  const priority = priorityOf({ type: incident.incident_type, severity: incident.severity }, config);
  const process = plan.process && (await createProcessInstance(tx, { ...of, priority, plan: plan.process }));
  const risk = await scoreTracking(tx, subject, now);
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      status: plan.status,
      risk_qualification_status: plan.qualification,
      phase: waitingPhase(plan.qualification),
      ...raised.columns,
      ...(assessment?.made && {
        assessment_triggered: true,
        assessment_id: assessment.made.assessmentId,
        assessment_assignment_id: assessment.made.assignmentId,
      }),
      ...(process?.made && {
        workflow_triggered: true,
        workflow_id: process.made.configurationId,
        workflow_instance_id: process.made.instanceId,
      }),
      risk_score: risk.score,
      risk_factors: json(risk.factors),
      ...knownAs(incident),
      response_workflow_id: run.workflowId,
      response_run_id: run.runId,
    })
    .where('id', '=', tracking.id)
    .execute();
  return [
    {
      kind: 'responded',
      detail: {
        cause,
        qualification: plan.qualification,
        ...(cause === 'reopened' && { says: leftEnded(tracking, again) }),
      },
      effectKey,
    },
    ...raised.entries,
    ...(assessment ? [assessment.entry] : []),
    ...(process ? [process.entry] : []),
  ];
}
