import type { TenantTx } from '../../../db/database.ts';
import type { ResponsePlan } from '../../../domain/response/response-plan.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { createAlerts } from '../alerts/create-alerts.ts';
import { createQualificationTask } from '../tasks/create-task.ts';
import type { TrackingSubject } from '../record/load-tracking.ts';
import type { TimelineEntry } from '../record/timeline.ts';

/** What the tracking's row takes over from it. */
interface Raised {
  columns: { task_created?: true; task_id?: string; due_date?: string; alert_sent?: true };
  entries: TimelineEntry[];
}

/** Writes the plan's task and alerts; `suffix` tells further ones of the same response apart. */
export async function raiseAttention(
  tx: TenantTx,
  { tracking, incident, vendor }: TrackingSubject,
  plan: ResponsePlan,
  { now, suffix }: { now: string; suffix: string },
): Promise<Raised> {
  const of = { trackingId: tracking.id, responseNo: tracking.response_no };
  const task =
    plan.task &&
    (await createQualificationTask(tx, {
      ...of,
      effect: `task${suffix}`,
      ownerId: vendor.owner_id,
      plan: plan.task,
    }));
  const alerts =
    plan.alert &&
    (await createAlerts(tx, {
      ...of,
      incidentId: incident.id,
      effect: `alert${suffix}`,
      plan: plan.alert,
      actionUrl: trackingPath(vendor.id, tracking.id),
      at: now,
    }));
  return {
    columns: {
      ...(task &&
        plan.task && { task_created: true as const, task_id: task.id, due_date: plan.task.dueDate }),
      ...(alerts && { alert_sent: true as const }),
    },
    entries: [...(task ? [task.entry] : []), ...(alerts ? [alerts.entry] : [])],
  };
}
