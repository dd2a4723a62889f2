import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { recordAudits, type AuditActor, type AuditEntryInput } from '../../access/audit/record.ts';

/** Every kind of entry that a response writes to a tracking's timeline. */
export type TimelineKind =
  | 'responded'
  | 'task_created'
  | 'alert_sent'
  | 'alert_held'
  | 'assessment_triggered'
  | 'assessment_missing'
  | 'process_started'
  | 'process_missing'
  | 'qualification_in_progress'
  | 'qualified'
  | 'requalified'
  | 'resolved'
  | 'reopened'
  | 'rule_made'
  | 'rule_undone'
  | 'worsened'
  | 'eased'
  | 'withdrawn'
  | 'reinstated'
  | 'reminded'
  | 'escalated'
  | 'delivery_failed'
  | 'step_opened'
  | 'step_completed'
  | 'process_completed'
  | 'process_cancelled'
  | 'restarted';

/** What a group of entries is about: one tracking, one moment (ISO 8601), one actor. */
export interface TimelineSubject {
  trackingId: string;
  responseNo: number;
  at: string;
  actor: Actor;
}

export interface TimelineEntry {
  kind: TimelineKind;
  detail?: Record<string, unknown>;
  /** At most one entry of a tracking has it. */
  effectKey?: string;
  /** The same change in the audit log. */
  audit?: AuditEntryInput;
}

/** The product itself. */
export const VIGIL: Actor = { userId: null, name: 'Vigil', via: 'system' };

/** Who did it, as the audit log knows actors. */
export function auditActor({ via, name, userId, origin }: Actor): AuditActor {
  if (via === 'system' || via === 'operator') return { type: 'system', name };
  const from = { name, ...origin };
  if (userId !== null) return { type: 'user', id: userId, ...from };
  return { type: 'api_key', id: origin?.apiKeyId ?? null, ...from };
}

/** Appends to the tracking's timeline and to the audit log, in the change's own transaction. */
export async function recordTimeline(
  tx: TenantTx,
  subject: TimelineSubject,
  entries: readonly TimelineEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { trackingId, responseNo, at, actor } = subject;
  await tx.sql
    .insertInto('tracking_events')
    .values(
      entries.map(({ kind, detail, effectKey }) => ({
        id: uuidv7(),
        tenant_id: tx.tenantId,
        tracking_id: trackingId,
        response_no: responseNo,
        kind,
        actor_type: actor.via === 'system' ? ('system' as const) : ('user' as const),
        actor_id: actor.userId,
        actor_name: actor.name,
        detail: json(detail ?? {}),
        occurred_at: at,
        effect_key: effectKey ?? null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tracking_id', 'effect_key']).doNothing())
    .execute();
  await recordAudits(
    tx,
    auditActor(actor),
    entries.flatMap(({ audit }) => audit ?? []),
  );
}

/** True when the timeline already has the entry with this key: the step was taken before. */
export async function wasRecorded(tx: TenantTx, trackingId: string, effectKey: string): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('tracking_events')
    .select('id')
    .where('tracking_id', '=', trackingId)
    .where('effect_key', '=', effectKey)
    .executeTakeFirst();
  return row !== undefined;
}
