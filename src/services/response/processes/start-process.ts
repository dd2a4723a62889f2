import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { ProcessStep } from '../../../db/entities/work.ts';
import { json } from '../../../db/parsers.ts';
import type { ProcessPlan } from '../../../domain/response/response-plan.ts';
import type { Priority } from '../../../domain/vocabulary.ts';
import { firstTemplate, type Templates } from '../record/first-template.ts';
import type { TimelineEntry } from '../record/timeline.ts';

export interface NewProcess {
  trackingId: string;
  responseNo: number;
  vendorId: string;
  /** Of the items that its steps hand out. */
  priority: Priority;
  plan: ProcessPlan;
}

/** What was started, or null where no active process fits; the entry says which. */
export interface ProcessStartResult {
  made: { configurationId: string; instanceId: string } | null;
  entry: TimelineEntry;
}

const PROCESSES: Templates<{ id: string; name: string; version: number; steps: ProcessStep[] }> = {
  columns: sql`id, name, version, steps`,
  table: sql`workflow_configurations`,
  type: sql`workflow_type`,
  active: sql`status = 'active'`,
};

/** Writes the instance of the process that the plan's choices lead to, with the steps as they are now. */
export async function createProcessInstance(tx: TenantTx, process: NewProcess): Promise<ProcessStartResult> {
  const { plan } = process;
  const configuration = await firstTemplate(tx, PROCESSES, plan.choices);
  if (configuration === undefined) {
    return { made: null, entry: { kind: 'process_missing', detail: { looked_for: plan.choices } } };
  }
  const id = uuidv7();
  await tx.sql
    .insertInto('workflow_instances')
    .values({
      id,
      tenant_id: tx.tenantId,
      tracking_id: process.trackingId,
      response_no: process.responseNo,
      effect: 'process',
      configuration_id: configuration.id,
      configuration_version: configuration.version,
      steps: json(configuration.steps),
      vendor_id: process.vendorId,
      trigger_reason: plan.triggerReason,
      context: json({ ...plan.context, priority: process.priority }),
    })
    .execute();
  const detail = { instance_id: id, configuration_id: configuration.id, name: configuration.name };
  return {
    made: { configurationId: configuration.id, instanceId: id },
    entry: {
      kind: 'process_started',
      detail,
      audit: { action: 'process.start', targetType: 'workflow_instance', targetId: id, after: detail },
    },
  };
}
