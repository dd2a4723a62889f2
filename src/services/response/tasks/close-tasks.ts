import type { TenantTx } from '../../../db/database.ts';
import { OPEN_TASK } from '../../../domain/response/tracking-life.ts';
import type { TaskStatus } from '../../../domain/vocabulary.ts';

/** How open tasks end. */
export interface TaskEnd {
  status: Extract<TaskStatus, 'completed' | 'cancelled'>;
  /** Shown with the task: a risk level, a resolution, `superseded`… */
  outcome: string;
  by: string | null;
  /** ISO 8601 UTC. */
  at: string;
}

/** Ends the open qualification tasks of a tracking. Returns their ids. */
export async function closeQualificationTasks(
  tx: TenantTx,
  trackingId: string,
  end: TaskEnd,
): Promise<string[]> {
  return closeItems(tx, 'vendor_security_incident', trackingId, end);
}

/** Ends the open step items of a process. Returns their ids. */
export async function closeStepItems(tx: TenantTx, instanceId: string, end: TaskEnd): Promise<string[]> {
  return closeItems(tx, 'risk_process_step', instanceId, end);
}

async function closeItems(
  tx: TenantTx,
  sourceType: string,
  sourceId: string,
  end: TaskEnd,
): Promise<string[]> {
  const rows = await tx.sql
    .updateTable('action_items')
    .set({ status: end.status, outcome: end.outcome, completed_at: end.at, completed_by: end.by })
    .where('source_type', '=', sourceType)
    .where('source_id', '=', sourceId)
    .where('status', 'in', OPEN_TASK)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
