import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { Assessment, type AssessmentQuestion } from '../../../db/entities/work.ts';
import { flushUnique } from '../../../db/flush-unique.ts';
import { given } from '../../../domain/given.ts';
import type { AssessmentType } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { found } from '../../../domain/fault.ts';
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
  tx.em.create(Assessment, {
    id,
    tenant_id: tx.tenantId,
    key: input.key ?? `${slugOf(input.name)}_${id.slice(-6)}`,
    name: input.name,
    assessment_type: input.assessment_type,
    is_default: input.is_default ?? false,
    is_active: input.is_active ?? true,
    questions: (input.questions ?? []) as AssessmentQuestion[],
  });
  await flushUnique(tx, 'key', 'There is a template with this key already.');
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
  const template = await tx.em.findOneOrFail(Assessment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  tx.em.assign(template, given({ ...input, questions: questions as AssessmentQuestion[] | undefined }));
  await tx.em.flush();
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
