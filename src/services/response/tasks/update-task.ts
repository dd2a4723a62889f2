import type { TenantTx } from '../../../db/database.ts';
import type { Role, TaskStatus } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found, invalid } from '../../../domain/fault.ts';
import { readTask, type TaskRow } from './list-tasks.ts';
import { workersOf } from './who-works.ts';

/** What a person changes of a task; a key left out stays. */
export interface TaskChange {
  status?: TaskStatus | undefined;
  assigned_to?: string | null | undefined;
}

async function requireWorker(tx: TenantTx, userId: string, roles: readonly Role[]): Promise<void> {
  const user = await tx.sql
    .selectFrom('users')
    .select('roles')
    .where('id', '=', userId)
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!user) throw invalid('assigned_to', 'must be an active user');
  if (!user.roles.some((role) => roles.includes(role))) {
    throw invalid('assigned_to', `must have one of the roles ${roles.join(', ')}`);
  }
}

/**
 * Takes up, hands on, or (where nothing else ends it) ends a task. Throws Fault when there is none, when it has
 * ended, or when a decision has to end it.
 */
export async function updateTask(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  { status, assigned_to }: TaskChange,
): Promise<TaskRow> {
  // Held against the decision that may be ending it at this moment.
  await tx.sql.selectFrom('action_items').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  const before = found(await readTask(tx, id), 'action item');
  if (before.status === 'completed' || before.status === 'cancelled') {
    throw new Fault('conflict', `The action item is ${before.status}; it is not changed any more.`);
  }
  const ends = status === 'completed' || status === 'cancelled';
  if (ends && before.source_type === 'vendor_security_incident') {
    throw new Fault('conflict', 'Qualifying or resolving the tracking ends this action item.');
  }
  if (status === 'cancelled' && before.source_type === 'risk_process_step') {
    throw new Fault('conflict', 'A step of a process is completed, not cancelled.');
  }
  if (assigned_to) await requireWorker(tx, assigned_to, workersOf(before));
  const change = {
    ...(status === undefined ? {} : { status }),
    ...(ends
      ? { completed_at: new Date().toISOString(), completed_by: actor.type === 'user' ? actor.id : null }
      : {}),
    ...(assigned_to === undefined
      ? {}
      : { assigned_to, assigned_by: actor.type === 'user' ? (actor.id ?? null) : null }),
  };
  if (Object.keys(change).length > 0) {
    await tx.sql.updateTable('action_items').set(change).where('id', '=', id).execute();
  }
  const after = found(await readTask(tx, id), 'action item');
  await recordAudit(tx, actor, {
    action: 'action_item.update',
    targetType: 'action_item',
    targetId: id,
    before: { status: before.status, assigned_to: before.assigned_to },
    after: { status: after.status, assigned_to: after.assigned_to },
  });
  return after;
}
