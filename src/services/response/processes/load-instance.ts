import type { Selectable } from 'kysely';
import type { Actor } from '../../../contracts/decisions.ts';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { FinalError } from '../record/final-error.ts';
import { auditActor, recordTimeline, type TimelineEntry } from '../record/timeline.ts';
import { recordAudits } from '../../access/audit/record.ts';

export type InstanceRow = Selectable<Tables['workflow_instances']>;

/** The process, locked until the transaction ends. Throws ProcessNotFound. */
export async function lockInstance(tx: TenantTx, instanceId: string): Promise<InstanceRow> {
  const row = await tx.sql
    .selectFrom('workflow_instances')
    .selectAll()
    .where('id', '=', instanceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new FinalError('ProcessNotFound', `No process ${instanceId}`);
  return row;
}

/** An entry on the timeline of the tracking that the process belongs to, and in the audit log. */
export async function noteOnTracking(
  tx: TenantTx,
  instance: InstanceRow,
  at: string,
  actor: Actor,
  entry: TimelineEntry,
): Promise<void> {
  if (instance.tracking_id !== null) {
    const about = { trackingId: instance.tracking_id, responseNo: instance.response_no ?? 1, at, actor };
    await recordTimeline(tx, about, [entry]);
  } else if (entry.audit) {
    await recordAudits(tx, auditActor(actor), [entry.audit]);
  }
}
