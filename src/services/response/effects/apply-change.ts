import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { planResponse } from '../../../domain/response/response-plan.ts';
import { statusWhenWorsened, waitingPhase } from '../../../domain/response/tracking-life.ts';
import { closeQualificationTasks } from '../tasks/close-tasks.ts';
import { proposeClosure, takeBackClosure } from './closure-proposal.ts';
import { knownAs, updatesNotTold } from '../record/known-incident.ts';
import {
  loadSubject,
  lockTracking,
  planInput,
  type StoredIncident,
  type StoredTracking,
  type TrackingSubject,
} from '../record/load-tracking.ts';
import { raiseAttention } from './raise-attention.ts';
import { readReopeningAsked, reopenRow, type ReopeningAsked } from '../decisions/reopen.ts';
import { readResponseState, type ResponseRun, type ResponseState } from '../record/response-state.ts';
import { scoreTracking } from '../record/risk.ts';
import { recordTimeline, VIGIL, wasRecorded, type TimelineEntry } from '../record/timeline.ts';

export interface ChangeInput {
  trackingId: string;
  /** ISO 8601 UTC. */
  now: string;
  run: ResponseRun;
}

/**
 * Tells a tracking's people what their incident has become since they were last told, and records in the same
 * transaction that they were: told again, or by two at once, it is told once. Worsened: a new task and alert,
 * qualification pending again; a resolved tracking is reopened, to respond again. Withdrawn at its source: closure is
 * proposed; reinstated: the proposal is taken back. One whose match rule was undone is reopened, too.
 * Throws TrackingNotFound.
 */
export async function applyIncidentChange(tx: TenantTx, input: ChangeInput): Promise<ResponseState> {
  const tracking = await lockTracking(tx, input.trackingId);
  const open = tracking.status !== 'resolved';
  const asked = open ? null : await readReopeningAsked(tx, tracking.id);
  if (asked !== null) {
    await reopenAsAsked(tx, tracking, asked, input);
    return readResponseState(tx, await lockTracking(tx, tracking.id));
  }
  // A response that is still to come tells the incident as it stands then.
  if (open && !(await wasRecorded(tx, tracking.id, `responded/${tracking.response_no}`))) {
    return readResponseState(tx, tracking);
  }
  // Read after the lock: nobody told of a later state before.
  const subject = await loadSubject(tx, tracking);
  const updates = updatesNotTold(tracking, subject.incident);
  const newsNo = tracking.news_no + 1;
  const entries: TimelineEntry[] = [];
  for (const kind of updates) {
    const at = { now: input.now, newsNo, effectKey: `${kind}/${tracking.response_no}/${newsNo}` };
    if (kind === 'withdrawn') entries.push(await proposeClosure(tx, subject, at));
    else if (kind === 'reinstated') entries.push(await takeBackClosure(tx, subject, at));
    else if (open) entries.push(...(await worsen(tx, subject, at)));
  }
  const about = { trackingId: tracking.id, responseNo: tracking.response_no, at: input.now, actor: VIGIL };
  await recordTimeline(tx, about, entries);
  if (!open && updates.includes('worsened')) await reopenForUpdate(tx, subject, input);
  else await recordKnown(tx, subject, updates.length > 0 ? newsNo : tracking.news_no);
  return readResponseState(tx, await lockTracking(tx, tracking.id));
}

interface Report {
  /** ISO 8601 UTC. */
  now: string;
  newsNo: number;
  effectKey: string;
}

async function worsen(
  tx: TenantTx,
  subject: TrackingSubject,
  { now, newsNo, effectKey }: Report,
): Promise<TimelineEntry[]> {
  const { tracking, incident } = subject;
  const kev = incident.kev_added_on !== null;
  const plan = planResponse(planInput(subject, 'worsened', now));
  const superseded = plan.task
    ? await closeQualificationTasks(tx, tracking.id, {
        status: 'cancelled',
        outcome: 'superseded',
        by: null,
        at: now,
      })
    : [];
  const raised = await raiseAttention(tx, subject, plan, { now, suffix: `/${newsNo}` });
  const risk = await scoreTracking(tx, subject, now);
  const status = statusWhenWorsened(tracking.status, { severity: incident.severity, kev });
  // Who was asked is asked again, even if new trackings get no task by now; who never was, is not.
  const qualification =
    plan.qualification === 'not_required' && tracking.risk_qualification_status !== 'not_required'
      ? 'pending'
      : plan.qualification;
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      status,
      risk_qualification_status: qualification,
      phase: waitingPhase(qualification),
      ...raised.columns,
      risk_score: risk.score,
      risk_factors: json(risk.factors),
    })
    .where('id', '=', tracking.id)
    .execute();
  const detail = {
    severity: { before: tracking.incident_severity, after: incident.severity },
    kev,
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

/** What there was to tell is told; while it is withdrawn, an incident's severity says nothing. */
async function recordKnown(
  tx: TenantTx,
  { tracking, incident }: TrackingSubject,
  newsNo: number,
): Promise<void> {
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      news_no: newsNo,
      news_found_at: null,
      ...(incident.withdrawn_at === null && knownAs(incident)),
    })
    .where('id', '=', tracking.id)
    .execute();
}

/** The response that begins with it tells the update, and records that it did. */
async function reopenForUpdate(
  tx: TenantTx,
  { tracking, incident }: TrackingSubject,
  { now, run }: ChangeInput,
): Promise<void> {
  await reopenRow(tx, tracking, {
    reason: reasonOf(incident),
    actor: VIGIL,
    effectKey: `reopen/feed/${tracking.response_no + 1}`,
    now,
    run,
  });
}

/** Whoever undid the rule wanted it; what became of the incident meanwhile is told by the response that begins. */
async function reopenAsAsked(
  tx: TenantTx,
  tracking: StoredTracking,
  { reason, asked_by, asked_by_name }: ReopeningAsked,
  { now, run }: ChangeInput,
): Promise<void> {
  const effectKey = `reopen/rule/${tracking.response_no + 1}`;
  const actor = { userId: asked_by, name: asked_by_name, via: 'api' } as const;
  await reopenRow(tx, tracking, { reason, actor, effectKey, now, run });
}

const reasonOf = ({ severity, kev_added_on }: StoredIncident): string =>
  `The incident worsened: severity ${severity}${kev_added_on === null ? '' : ', known to be exploited'}`;
