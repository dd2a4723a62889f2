import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { AssessmentQuestion } from '../../../db/entities/work.ts';
import { json } from '../../../db/parsers.ts';
import type { AssessmentType } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found } from '../../../domain/fault.ts';
import { slugOf } from '../../../domain/text/slug.ts';
import { readAssessment, type AssessmentRow } from './list-assessments.ts';

/** What can be said of a template; a key left out stays. */
export interface AssessmentInput {
  key?: string | undefined;
  name?: string | undefined;
  assessment_type?: AssessmentType | undefined;
  is_default?: boolean | undefined;
  is_active?: boolean | undefined;
  questions?: (Omit<AssessmentQuestion, 'choices'> & { choices?: string[] | undefined })[] | undefined;
}

/** Adds a template. Throws Fault when its key is taken. */
export async function createAssessment(
  tx: TenantTx,
  actor: AuditActor,
  input: AssessmentInput & { name: string; assessment_type: AssessmentType },
): Promise<AssessmentRow> {
  const id = uuidv7();
  if (input.is_default) await noLongerDefault(tx, input.assessment_type);
  const inserted = await tx.sql
    .insertInto('assessments')
    .values({
      id,
      tenant_id: tx.tenantId,
      key: input.key ?? `${slugOf(input.name)}_${id.slice(-6)}`,
      name: input.name,
      assessment_type: input.assessment_type,
      is_default: input.is_default ?? false,
      is_active: input.is_active ?? true,
      questions: json((input.questions ?? []) as AssessmentQuestion[]),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    throw new Fault('conflict', 'There is a template with this key already.', [
      { path: 'key', message: 'is taken' },
    ]);
  }
  const after = found(await readAssessment(tx, id), 'assessment');
  await recordAudit(tx, actor, {
    action: 'assessment.create',
    targetType: 'assessment',
    targetId: id,
    after,
  });
  return after;
}

/** Changes a template. Throws Fault when there is none. */
export async function updateAssessment(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  { key: _, questions, ...input }: AssessmentInput,
): Promise<AssessmentRow> {
  const before = found(await readAssessment(tx, id), 'assessment');
  const type = input.assessment_type ?? before.assessment_type;
  const becomesDefault = input.is_default ?? before.is_default;
  if (becomesDefault && !(before.is_default && before.assessment_type === type)) {
    await noLongerDefault(tx, type, id);
  }
  const change = {
    ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    ...(questions === undefined ? {} : { questions: json(questions as AssessmentQuestion[]) }),
  };
  if (Object.keys(change).length > 0) {
    await tx.sql.updateTable('assessments').set(change).where('id', '=', id).execute();
  }
  const after = found(await readAssessment(tx, id), 'assessment');
  await recordAudit(tx, actor, {
    action: 'assessment.update',
    targetType: 'assessment',
    targetId: id,
    before,
    after,
  });
  return after;
}

/** There is one default of each type. */
async function noLongerDefault(tx: TenantTx, type: AssessmentType, except?: string): Promise<void> {
  let update = tx.sql
    .updateTable('assessments')
    .set({ is_default: false })
    .where('assessment_type', '=', type)
    .where('is_default', '=', true);
  if (except !== undefined) update = update.where('id', '<>', except);
  await update.execute();
}
