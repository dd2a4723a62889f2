import type { TenantTx } from '../../../db/database.ts';
import { CANCELLABLE } from '../../../domain/response/tracking-life.ts';
import { closeStepItems } from '../tasks/close-tasks.ts';

/** Cancels a tracking's processes that have not completed, with their open items. Returns the ids of the instances. */
export async function cancelProcesses(
  tx: TenantTx,
  trackingId: string,
  end: { by: string | null; at: string },
): Promise<string[]> {
  const cancelled = await tx.sql
    .updateTable('workflow_instances')
    .set({ status: 'cancelled', finished_at: end.at })
    .where('tracking_id', '=', trackingId)
    .where('status', 'in', CANCELLABLE)
    .returning('id')
    .execute();
  for (const { id } of cancelled) {
    await closeStepItems(tx, id, { status: 'cancelled', outcome: 'cancelled', ...end });
  }
  return cancelled.map(({ id }) => id);
}
