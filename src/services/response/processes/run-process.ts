import type { Actor } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import { CANCELLABLE } from '../../../domain/response/tracking-life.ts';
import type { ProcessStepKind } from '../../../domain/vocabulary.ts';
import { closeStepItems } from '../tasks/close-tasks.ts';
import { VIGIL } from '../record/timeline.ts';
import { lockInstance, noteOnTracking } from './load-instance.ts';

/** The plan of a process; ids and enumerations only, it travels through the engine. */
export interface ProcessRun {
  /** False when it was completed or cancelled before. */
  open: boolean;
  vendorId: string;
  steps: { key: string; kind: ProcessStepKind }[];
  /** Steps that have ended, with a process that was interrupted. */
  done: string[];
}

/** What a process is to do. Throws ProcessNotFound. */
export async function readProcess(tx: TenantTx, instanceId: string): Promise<ProcessRun> {
  const instance = await lockInstance(tx, instanceId);
  return {
    open: CANCELLABLE.includes(instance.status),
    vendorId: instance.vendor_id,
    steps: instance.steps.map(({ key, kind }) => ({ key, kind })),
    done: Object.keys(instance.step_results),
  };
}

export interface ProcessEnd {
  instanceId: string;
  status: 'completed' | 'cancelled';
  /** Why it was cancelled: the step that was rejected, or null. */
  rejectedStep: string | null;
  actor: Actor | null;
  /** ISO 8601 UTC. */
  now: string;
}

/** Ends a process, cancels what is open of it, and says so on the tracking's timeline. Throws ProcessNotFound. */
export async function endProcess(tx: TenantTx, end: ProcessEnd): Promise<'completed' | 'cancelled'> {
  const { instanceId, status, rejectedStep, now } = end;
  const instance = await lockInstance(tx, instanceId);
  const open = CANCELLABLE.includes(instance.status);
  const ended = open ? status : instance.status === 'completed' ? 'completed' : 'cancelled';
  if (open) {
    await tx.sql
      .updateTable('workflow_instances')
      .set({ status, finished_at: now, current_step: null })
      .where('id', '=', instanceId)
      .execute();
  }
  await closeStepItems(tx, instanceId, { status: 'cancelled', outcome: 'cancelled', by: null, at: now });
  await noteOnTracking(tx, instance, now, end.actor ?? VIGIL, {
    kind: ended === 'completed' ? 'process_completed' : 'process_cancelled',
    detail: { instance_id: instanceId, ...(rejectedStep !== null && { rejected_step: rejectedStep }) },
    effectKey: `process/${instanceId}/ended`,
    audit: {
      action: ended === 'completed' ? 'process.complete' : 'process.cancel',
      targetType: 'workflow_instance',
      targetId: instanceId,
    },
  });
  return ended;
}
