import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import type { TaskPlan } from '../../../domain/response/response-plan.ts';
import type { TimelineEntry } from '../record/timeline.ts';
import { pickAssignee } from './pick-assignee.ts';

export interface NewTask {
  trackingId: string;
  responseNo: number;
  /** Which effect of the response it is; unique within it. */
  effect: string;
  /** The vendor's owner, who gets it if a reviewer. */
  ownerId: string | null;
  plan: TaskPlan;
}

/** Writes the qualification task of a response and says so on the timeline. */
export async function createQualificationTask(
  tx: TenantTx,
  task: NewTask,
): Promise<{ id: string; entry: TimelineEntry }> {
  const { plan } = task;
  const id = uuidv7();
  const assignedTo = await pickAssignee(tx, 'security_reviewer', task.ownerId);
  await tx.sql
    .insertInto('action_items')
    .values({
      id,
      tenant_id: tx.tenantId,
      tracking_id: task.trackingId,
      response_no: task.responseNo,
      effect: task.effect,
      action_type: 'REVIEW',
      title: plan.title,
      description: plan.description,
      priority: plan.priority,
      assigned_to: assignedTo,
      source_type: 'vendor_security_incident',
      source_id: task.trackingId,
      action_url: plan.actionUrl,
      item_metadata: json(plan.metadata),
      due_date: plan.dueDate,
    })
    .execute();
  const detail = {
    task_id: id,
    title: plan.title,
    priority: plan.priority,
    assigned_to: assignedTo,
    due_date: plan.dueDate,
  };
  return {
    id,
    entry: {
      kind: 'task_created',
      detail,
      audit: { action: 'task.create', targetType: 'action_item', targetId: id, after: detail },
    },
  };
}
