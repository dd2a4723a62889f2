import { v7 as uuidv7 } from 'uuid';
import type { StepOutcome } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import type { ProcessStep } from '../../../db/entities/work.ts';
import { json } from '../../../db/parsers.ts';
import { dueDate } from '../../../domain/response/due-date.ts';
import { calendarOf, DEFAULT_RESPONSE_CONFIG } from '../../../domain/response/response-config.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { CANCELLABLE } from '../../../domain/response/tracking-life.ts';
import type { Priority, ProcessStepKind } from '../../../domain/vocabulary.ts';
import { findRecipients } from '../alerts/find-recipients.ts';
import { postMessages } from '../alerts/post-messages.ts';
import { pickAssignee } from '../tasks/pick-assignee.ts';
import { closeStepItems } from '../tasks/close-tasks.ts';
import { VIGIL } from '../record/timeline.ts';
import { lockInstance, noteOnTracking, type InstanceRow } from './load-instance.ts';

/** A step that has begun. */
export interface OpenedStep {
  /** False when the process was cancelled in the meantime: nothing was opened. */
  open: boolean;
  kind: ProcessStepKind;
  /** When its item is due, or until when a `wait` waits; ISO 8601 UTC. */
  dueAt: string;
  /** When admins hear that its item is overdue; absent in results of an earlier release. */
  escalateAt?: string;
  /** The item that somebody works on; null for `notification` and `wait`. */
  itemId: string | null;
  /** For reminders; null for a process without a tracking. */
  trackingId: string | null;
}

export interface StepInput {
  instanceId: string;
  stepKey: string;
  /** ISO 8601 UTC. */
  now: string;
}

const ACTION_TYPE: Record<string, string> = {
  review: 'REVIEW',
  approval: 'APPROVAL',
  questionnaire: 'QUESTIONNAIRE',
};

/**
 * Begins a step: hands out its item, or tells the owner role, or says until when to wait. Begun before, it is answered
 * with what there is. Throws ProcessNotFound.
 */
export async function openStep(tx: TenantTx, { instanceId, stepKey, now }: StepInput): Promise<OpenedStep> {
  const instance = await lockInstance(tx, instanceId);
  const step = instance.steps.find(({ key }) => key === stepKey);
  const open = CANCELLABLE.includes(instance.status) && step !== undefined;
  const config = await tx.sql.selectFrom('security_monitoring_configs').selectAll().executeTakeFirst();
  const calendar = calendarOf(config ?? DEFAULT_RESPONSE_CONFIG);
  const dueAt = dueDate(now, step?.due_days ?? 0, calendar);
  const kind = step?.kind ?? 'wait';
  const until = kind === 'wait' ? waitOf(instance, stepKey) : undefined;
  const escalation = (due: string) => dueDate(due, 1, calendar);
  const base = {
    open,
    kind,
    dueAt,
    escalateAt: escalation(dueAt),
    itemId: null,
    trackingId: instance.tracking_id,
  };
  if (!open) return base;
  await tx.sql
    .updateTable('workflow_instances')
    .set({
      status: 'in_progress',
      current_step: stepKey,
      ...(kind === 'wait' && until === undefined && { context: json(withWait(instance, stepKey, dueAt)) }),
    })
    .where('id', '=', instanceId)
    .execute();
  // One that was interrupted waits until it would have.
  if (kind === 'wait') return { ...base, dueAt: until ?? dueAt };
  if (kind === 'notification') {
    await tellOwners(tx, instance, step);
    return base;
  }
  const item = await handOut(tx, instance, step, { dueAt, now });
  return { ...base, itemId: item.id, dueAt: item.dueAt, escalateAt: escalation(item.dueAt) };
}

/** Until when the steps that only wait do so, by their keys. */
const waitsOf = ({ context }: InstanceRow) => (context['waits'] ?? {}) as Record<string, string>;

const waitOf = (instance: InstanceRow, stepKey: string): string | undefined => waitsOf(instance)[stepKey];

const withWait = (instance: InstanceRow, stepKey: string, until: string) => ({
  ...instance.context,
  waits: { ...waitsOf(instance), [stepKey]: until },
});

async function tellOwners(tx: TenantTx, instance: InstanceRow, step: ProcessStep): Promise<void> {
  const people = await findRecipients(tx, { recipient_type: 'role', recipient_ids: [step.owner_role] });
  await postMessages(
    tx,
    people.map(({ id }) => id),
    {
      alertId: null,
      title: stepTitle(instance, step),
      body: `${step.title}. ${instance.trigger_reason}`,
      actionUrl: pathOf(instance),
      onceKey: (userId) => `process/${instance.id}/${step.key}/in_app/${userId}`,
    },
  );
}

async function handOut(
  tx: TenantTx,
  instance: InstanceRow,
  step: ProcessStep,
  { dueAt, now }: { dueAt: string; now: string },
): Promise<{ id: string; dueAt: string }> {
  const before = await tx.sql
    .selectFrom('action_items')
    .select(['id', 'due_date'])
    .where('source_type', '=', 'risk_process_step')
    .where('source_id', '=', instance.id)
    .where('effect', '=', effectOf(instance, step.key))
    .executeTakeFirst();
  if (before !== undefined) return { id: before.id, dueAt: before.due_date ?? dueAt };
  const id = uuidv7();
  await tx.sql
    .insertInto('action_items')
    .values({
      id,
      tenant_id: tx.tenantId,
      tracking_id: instance.tracking_id,
      response_no: instance.response_no,
      effect: effectOf(instance, step.key),
      action_type: ACTION_TYPE[step.kind] ?? 'REVIEW',
      title: stepTitle(instance, step),
      description: `${step.title}. ${instance.trigger_reason}`,
      priority: (instance.context['priority'] as Priority | undefined) ?? 'MEDIUM',
      assigned_to: await pickAssignee(tx, step.owner_role),
      source_type: 'risk_process_step',
      source_id: instance.id,
      action_url: pathOf(instance),
      item_metadata: json({
        ...instance.context,
        instance_id: instance.id,
        step_key: step.key,
        step_kind: step.kind,
        owner_role: step.owner_role,
      }),
      due_date: dueAt,
    })
    .execute();
  await noteOnTracking(tx, instance, now, VIGIL, {
    kind: 'step_opened',
    detail: { instance_id: instance.id, step: step.key, title: step.title, task_id: id, due_date: dueAt },
    effectKey: `${effectOf(instance, step.key)}/opened`,
    audit: { action: 'process.step_open', targetType: 'action_item', targetId: id },
  });
  return { id, dueAt };
}

export interface StepEnd extends StepInput {
  result: Omit<StepOutcome, 'stepKey'>;
}

/** Ends a step with its outcome. False when the process was cancelled in the meantime. Throws ProcessNotFound. */
export async function finishStep(
  tx: TenantTx,
  { instanceId, stepKey, now, result }: StepEnd,
): Promise<boolean> {
  const instance = await lockInstance(tx, instanceId);
  if (!CANCELLABLE.includes(instance.status)) return false;
  if (stepKey in instance.step_results) return true;
  const { outcome, actor } = result;
  await closeStepItems(tx, instanceId, { status: 'completed', outcome, by: actor.userId, at: now });
  const entry = { outcome, at: now, by: actor.userId, by_name: actor.name };
  await tx.sql
    .updateTable('workflow_instances')
    .set({ step_results: json({ ...instance.step_results, [stepKey]: entry }) })
    .where('id', '=', instanceId)
    .execute();
  await noteOnTracking(tx, instance, now, actor, {
    kind: 'step_completed',
    detail: { instance_id: instanceId, step: stepKey, outcome },
    effectKey: `${effectOf(instance, stepKey)}/ended`,
    audit: {
      action: 'process.step_complete',
      targetType: 'workflow_instance',
      targetId: instanceId,
      after: { step: stepKey, outcome },
    },
  });
  return true;
}

const effectOf = (instance: InstanceRow, stepKey: string): string => `process/${instance.id}/${stepKey}`;

const stepTitle = ({ context }: InstanceRow, { title }: ProcessStep): string =>
  typeof context['vendor_name'] === 'string' ? `${title} - ${context['vendor_name']}` : title;

const pathOf = ({ vendor_id, tracking_id }: InstanceRow): string =>
  tracking_id === null ? `/vendors/${vendor_id}` : trackingPath(vendor_id, tracking_id);
