import type { Role } from '../../../domain/vocabulary.ts';
import type { TaskRow } from './list-tasks.ts';

type Task = Pick<TaskRow, 'source_type' | 'assigned_to' | 'item_metadata'>;

const isStep = ({ source_type }: Pick<Task, 'source_type'>): boolean => source_type === 'risk_process_step';

/** The roles whose people a task may be given to; a viewer only reads. */
export const workersOf = (task: Pick<Task, 'source_type'>): readonly Role[] =>
  isStep(task) ? ['security_reviewer', 'compliance', 'admin'] : ['security_reviewer', 'admin'];

/** Reviewers and admins work every task, compliance the steps of processes that are its person's or its role's. */
export function mayWork(
  task: Task,
  { roles, userId }: { roles: readonly Role[]; userId: string | null },
): boolean {
  if (roles.includes('admin') || roles.includes('security_reviewer')) return true;
  if (!roles.includes('compliance') || !isStep(task)) return false;
  const isMine = userId !== null && task.assigned_to === userId;
  return isMine || task.item_metadata['owner_role'] === 'compliance';
}
