/** What a response has given a tenant's people to do: a task, an assessment and a process. */
import type { TenantTx } from '../../../../src/db/database.ts';
import { json } from '../../../../src/db/parsers.ts';
import type { TestTenant } from '../../../support/data/tenants.ts';

/** Rows that are there already, and the ids of those that are inserted. */
export type WorkIds = Record<
  'tracking' | 'vendor' | 'incident' | 'task' | 'assessment' | 'assignment' | 'configuration' | 'instance',
  string
>;

/** Inserts the work of a tracking's first response, and notes it in the tracking. */
export async function insertWork(tx: TenantTx, tenant: TestTenant, ids: WorkIds): Promise<void> {
  await insertTask(tx, tenant, ids);
  await insertAssignment(tx, tenant, ids);
  await insertProcess(tx, tenant, ids);
  await noteInTracking(tx, ids);
}

const commonOf = (tenant: TestTenant, ids: WorkIds) => ({
  tenant_id: tenant.id,
  tracking_id: ids.tracking,
  response_no: 1,
});

/** The task to qualify the risk, overdue. */
async function insertTask(tx: TenantTx, tenant: TestTenant, ids: WorkIds): Promise<void> {
  await tx.sql
    .insertInto('action_items')
    .values({
      ...commonOf(tenant, ids),
      id: ids.task,
      effect: 'task',
      action_type: 'REVIEW',
      title: 'Risk Qualification Required: Northwind - Northwind lost its keys',
      priority: 'HIGH',
      source_type: 'vendor_security_incident',
      source_id: ids.tracking,
      assigned_to: tenant.users.security_reviewer.id,
      due_date: '2020-01-01T00:00:00.000Z',
    })
    .execute();
}

/** The assessment, not begun. */
async function insertAssignment(tx: TenantTx, tenant: TestTenant, ids: WorkIds): Promise<void> {
  await tx.sql
    .insertInto('assessment_assignments')
    .values({
      ...commonOf(tenant, ids),
      id: ids.assignment,
      effect: 'assessment',
      assessment_id: ids.assessment,
      vendor_id: ids.vendor,
      assignment_type: 'security_incident',
    })
    .execute();
}

/** A process of two steps, the first of which is done. */
async function insertProcess(tx: TenantTx, tenant: TestTenant, ids: WorkIds): Promise<void> {
  const step = {
    key: 'triage',
    title: 'Triage',
    kind: 'review',
    owner_role: 'security_reviewer',
    due_days: 2,
  } as const;
  await tx.sql
    .insertInto('workflow_instances')
    .values({
      ...commonOf(tenant, ids),
      id: ids.instance,
      effect: 'process',
      configuration_id: ids.configuration,
      configuration_version: 1,
      steps: json([step, { ...step, key: 'approve', kind: 'approval' as const }]),
      step_results: json({ triage: { outcome: 'completed' } }),
      vendor_id: ids.vendor,
      status: 'in_progress',
      current_step: 'approve',
      trigger_reason: `Security incident detected: ${ids.incident}`,
    })
    .execute();
}

/** The response has done all that it does. */
async function noteInTracking(tx: TenantTx, ids: WorkIds): Promise<void> {
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({
      task_created: true,
      task_id: ids.task,
      assessment_triggered: true,
      assessment_id: ids.assessment,
      assessment_assignment_id: ids.assignment,
      workflow_triggered: true,
      workflow_id: ids.configuration,
      workflow_instance_id: ids.instance,
      alert_sent: true,
    })
    .where('id', '=', ids.tracking)
    .execute();
}
