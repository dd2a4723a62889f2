import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import { json } from '../../db/parsers.ts';
import type { Choice, ProcessPlan } from '../../domain/response-plan.ts';
import type { Priority, ProcessType } from '../../domain/vocabulary.ts';
import type { TimelineEntry } from '../trackings/timeline.ts';

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

/** Writes the instance of the process that the plan's choices lead to, with the steps as they are now. */
export async function createProcessInstance(tx: TenantTx, process: NewProcess): Promise<ProcessStartResult> {
  const { plan } = process;
  const configuration = await firstMatch(tx, plan.choices);
  if (configuration === undefined) {
    return { made: null, entry: { kind: 'process_missing', detail: { looked_for: plan.choices } } };
  }
  const id = uuidv7();
  await tx.q
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

async function firstMatch(tx: TenantTx, choices: readonly Choice<ProcessType>[]) {
  for (const choice of choices) {
    const active = tx.q
      .selectFrom('workflow_configurations')
      .select(['id', 'name', 'version', 'steps'])
      .where('status', '=', 'active');
    const match = await (
      choice.by === 'id'
        ? active.where('id', '=', choice.id)
        : choice.by === 'key'
          ? active.where('key', '=', choice.key)
          : active.where('workflow_type', '=', choice.type)
    )
      .orderBy('is_default', 'desc')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (match !== undefined) return match;
  }
  return undefined;
}
