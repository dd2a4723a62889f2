import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import type { AssignmentStatus } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found } from '../../../domain/fault.ts';
import { readAssignment, type AssignmentRow } from './list-assessments.ts';

/** What can be changed of an assignment; a key left out stays. Answers that are given join those there are. */
export interface AssignmentChange {
  status?: AssignmentStatus | undefined;
  due_date?: string | null | undefined;
  answers?: Record<string, unknown> | undefined;
  score?: number | null | undefined;
}

/** Changes an assignment. Throws Fault when there is none, or when it was withdrawn or accepted. */
export async function updateAssignment(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  change: AssignmentChange,
): Promise<AssignmentRow> {
  // Held against the resolution that may be withdrawing it at this moment.
  await tx.sql
    .selectFrom('assessment_assignments')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute();
  const before = found(await readAssignment(tx, id), 'assignment');
  if (before.status === 'withdrawn' || before.status === 'accepted') {
    throw new Fault('conflict', `The assignment is ${before.status}; it is not changed any more.`);
  }
  const { status, due_date, answers, score } = change;
  const columns = {
    ...(status === undefined ? {} : { status }),
    ...(due_date === undefined ? {} : { due_date }),
    ...(score === undefined ? {} : { score }),
    ...(answers === undefined ? {} : { answers: json({ ...before.answers, ...answers }) }),
    ...(status === 'submitted' && before.submitted_at === null
      ? { submitted_at: new Date().toISOString() }
      : {}),
  };
  if (Object.keys(columns).length > 0) {
    await tx.sql.updateTable('assessment_assignments').set(columns).where('id', '=', id).execute();
  }
  const after = found(await readAssignment(tx, id), 'assignment');
  await recordAudit(tx, actor, {
    action: 'assignment.update',
    targetType: 'assessment_assignment',
    targetId: id,
    before: { status: before.status, due_date: before.due_date, score: before.score },
    after: { status: after.status, due_date: after.due_date, score: after.score },
  });
  return after;
}
