import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import type { AssessmentPlan } from '../../../domain/response/response-plan.ts';
import { WITHDRAWABLE } from '../../../domain/response/tracking-life.ts';
import { firstTemplate, type Templates } from '../record/first-template.ts';
import type { TimelineEntry } from '../record/timeline.ts';

export interface NewAssignment {
  trackingId: string;
  responseNo: number;
  vendorId: string;
  plan: AssessmentPlan;
}

/** What was assigned, or null where no active assessment fits; the entry says which. */
export interface AssignmentResult {
  made: { assessmentId: string; assignmentId: string } | null;
  entry: TimelineEntry;
}

const ASSESSMENTS: Templates<{ id: string; name: string }> = {
  columns: sql`id, name`,
  table: sql`assessments`,
  type: sql`assessment_type`,
  active: sql`is_active`,
};

/** Assigns the assessment that the plan's choices lead to. */
export async function assignAssessment(tx: TenantTx, assignment: NewAssignment): Promise<AssignmentResult> {
  const { plan } = assignment;
  const template = await firstTemplate(tx, ASSESSMENTS, plan.choices);
  if (template === undefined) {
    return { made: null, entry: { kind: 'assessment_missing', detail: { looked_for: plan.choices } } };
  }
  const id = uuidv7();
  await tx.sql
    .insertInto('assessment_assignments')
    .values({
      id,
      tenant_id: tx.tenantId,
      tracking_id: assignment.trackingId,
      response_no: assignment.responseNo,
      effect: 'assessment',
      assessment_id: template.id,
      vendor_id: assignment.vendorId,
      assignment_type: 'security_incident',
      due_date: plan.dueDate,
      metadata: json(plan.metadata),
    })
    .execute();
  const detail = {
    assignment_id: id,
    assessment_id: template.id,
    name: template.name,
    due_date: plan.dueDate,
  };
  return {
    made: { assessmentId: template.id, assignmentId: id },
    entry: {
      kind: 'assessment_triggered',
      detail,
      audit: {
        action: 'assessment.assign',
        targetType: 'assessment_assignment',
        targetId: id,
        after: detail,
      },
    },
  };
}

/** Withdraws a tracking's assignments that the vendor has not submitted. Returns their ids. */
export async function withdrawAssignments(tx: TenantTx, trackingId: string): Promise<string[]> {
  const rows = await tx.sql
    .updateTable('assessment_assignments')
    .set({ status: 'withdrawn' })
    .where('tracking_id', '=', trackingId)
    .where('status', 'in', WITHDRAWABLE)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
