import type { TenantTx } from '../../../db/database.ts';
import type { AlertPlan } from '../../../domain/response/response-plan.ts';
import type { RecipientGroup } from '../../../domain/response/response-config.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { OPEN_TASK } from '../../../domain/response/tracking-life.ts';
import { createAlerts } from '../alerts/create-alerts.ts';
import { loadSubject, lockTracking, type TrackingSubject } from '../record/load-tracking.ts';
import { recordTimeline, VIGIL } from '../record/timeline.ts';

/** `reminder` goes to the assignee, `escalation` to admins. */
export type ReminderStep = 'reminder' | 'escalation';

export interface RemindInput {
  trackingId: string;
  taskId: string;
  step: ReminderStep;
  /** ISO 8601 UTC. */
  now: string;
}

/**
 * Tells that an open task is overdue, once per step. Returns the deliveries that are still to be sent or to be told to
 * the digest; none when the task was done or cancelled in the meantime. Throws TrackingNotFound.
 */
export async function remindTask(tx: TenantTx, input: RemindInput): Promise<string[]> {
  const { taskId, step, now } = input;
  const tracking = await lockTracking(tx, input.trackingId);
  const column = step === 'reminder' ? 'reminded_at' : 'escalated_at';
  const task = await tx.sql
    .updateTable('action_items')
    .set({ [column]: now })
    .where('id', '=', taskId)
    .where('status', 'in', OPEN_TASK)
    .where(column, 'is', null)
    .returning(['title', 'due_date', 'assigned_to', 'priority'])
    .executeTakeFirst();
  const effect = `${step}/${taskId}`;
  if (task !== undefined) {
    const subject = await loadSubject(tx, tracking);
    const { ids, entry } = await createAlerts(tx, {
      trackingId: tracking.id,
      incidentId: tracking.incident_id,
      responseNo: tracking.response_no,
      effect,
      plan: planReminder(subject, task, step),
      actionUrl: trackingPath(tracking.vendor_id, tracking.id),
      at: now,
    });
    const detail = {
      task_id: taskId,
      assigned_to: task.assigned_to,
      due_date: task.due_date,
      alert_ids: ids,
    };
    await recordTimeline(
      tx,
      { trackingId: tracking.id, responseNo: tracking.response_no, at: now, actor: VIGIL },
      [
        {
          kind: step === 'reminder' ? 'reminded' : 'escalated',
          detail,
          effectKey: effect,
          audit: {
            action: step === 'reminder' ? 'task.remind' : 'task.escalate',
            targetType: 'action_item',
            targetId: taskId,
            after: detail,
          },
        },
        ...(entry.kind === 'alert_held' ? [entry] : []),
      ],
    );
  }
  return pendingDeliveries(tx, tracking.id, effect);
}

interface OverdueTask {
  title: string;
  due_date: string | null;
  assigned_to: string | null;
  priority: AlertPlan['priority'];
}

function planReminder(
  { incident, config }: TrackingSubject,
  task: OverdueTask,
  step: ReminderStep,
): AlertPlan {
  const overdue = `The task "${task.title}" was due on ${(task.due_date ?? '').slice(0, 10)} and is not done.`;
  return {
    type: 'risk_qualification_required',
    severity: incident.severity,
    priority: task.priority,
    title: step === 'reminder' ? `Overdue: ${task.title}` : `Escalation: ${task.title}`,
    message:
      step === 'reminder'
        ? `${overdue} Please complete it.`
        : `${overdue} Its assignee has been reminded. Please see to it that somebody completes it.`,
    groups: [step === 'reminder' ? assigneeOf(task) : { recipient_type: 'role', recipient_ids: ['admin'] }],
    channels: config.auto_send_alerts ? config.alert_channels : ['in_app'],
  };
}

function assigneeOf({ assigned_to }: OverdueTask): RecipientGroup {
  return assigned_to === null
    ? { recipient_type: 'role', recipient_ids: ['security_reviewer'] }
    : { recipient_type: 'user', recipient_ids: [assigned_to] };
}

async function pendingDeliveries(tx: TenantTx, trackingId: string, effect: string): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('alert_deliveries as d')
    .innerJoin('security_alerts as a', 'a.id', 'd.alert_id')
    .select('d.id')
    .where('a.vendor_tracking_id', '=', trackingId)
    .where('a.effect', 'like', `${effect}/%`)
    .where('d.status', 'in', ['pending', 'held'])
    .execute();
  return rows.map(({ id }) => id);
}
