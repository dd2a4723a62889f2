import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import type { Channel, Priority, Severity } from '../../../domain/vocabulary.ts';
import { recordTimeline, VIGIL } from '../record/timeline.ts';

/** A delivery that is to be tried now. */
export interface DueDelivery {
  channel: Channel;
  recipient: string;
  onceKey: string;
  title: string;
  message: string;
  severity: Severity;
  priority: Priority;
  /** Path of the page where to act. */
  path: string;
}

/**
 * Counts a try of a pending delivery and returns what to send; `held` when it is queued for the digest, null when it was
 * sent, failed or skipped before.
 */
export async function beginDelivery(tx: TenantTx, deliveryId: string): Promise<DueDelivery | 'held' | null> {
  const begun = await tx.sql
    .updateTable('alert_deliveries')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', deliveryId)
    .where('status', '=', 'pending')
    .returning(['alert_id', 'channel', 'recipient', 'once_key'])
    .executeTakeFirst();
  if (begun === undefined) return (await isQueuedForDigest(tx, deliveryId)) ? 'held' : null;
  const alert = await tx.sql
    .selectFrom('security_alerts as a')
    .innerJoin('vendor_security_tracking as t', 't.id', 'a.vendor_tracking_id')
    .select(['a.title', 'a.message', 'a.severity', 'a.priority', 't.id', 't.vendor_id'])
    .where('a.id', '=', begun.alert_id)
    .executeTakeFirstOrThrow();
  return {
    channel: begun.channel,
    recipient: begun.recipient,
    onceKey: begun.once_key,
    title: alert.title,
    message: alert.message,
    severity: alert.severity,
    priority: alert.priority,
    path: trackingPath(alert.vendor_id, alert.id),
  };
}

async function isQueuedForDigest(tx: TenantTx, deliveryId: string): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('alert_deliveries')
    .select('status')
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  return row?.status === 'held';
}

/** The other side has it: so the delivery, and with the first one the alert, is sent. `at` is ISO 8601 UTC. */
export async function completeDelivery(
  tx: TenantTx,
  deliveryId: string,
  { at, providerId }: { at: string; providerId: string | null },
): Promise<void> {
  const done = await tx.sql
    .updateTable('alert_deliveries')
    .set({ status: 'sent', sent_at: at, provider_id: providerId, last_error: null })
    .where('id', '=', deliveryId)
    .returning(['alert_id', 'channel'])
    .executeTakeFirst();
  if (done === undefined) return;
  await tx.sql
    .updateTable('security_alerts')
    .set({
      status: sql`case when status in ('pending', 'failed') then 'sent' else status end`,
      sent_at: sql`coalesce(sent_at, ${at}::timestamptz)`,
      channels_sent: sql`case when ${done.channel} = any(channels_sent) then channels_sent else channels_sent || ${done.channel}::text end`,
    })
    .where('id', '=', done.alert_id)
    .execute();
}

/** Keeps the error of a try that is followed by another. */
export async function noteFailedTry(tx: TenantTx, deliveryId: string, error: string): Promise<void> {
  await tx.sql
    .updateTable('alert_deliveries')
    .set({ last_error: error })
    .where('id', '=', deliveryId)
    .where('status', '=', 'pending')
    .execute();
}

/** Gives a delivery up, and says so on the tracking's timeline. `at` is ISO 8601 UTC. */
export async function failDelivery(
  tx: TenantTx,
  deliveryId: string,
  { error, at }: { error: string | null; at: string },
): Promise<void> {
  const failed = await tx.sql
    .updateTable('alert_deliveries')
    .set({ status: 'failed', ...(error !== null && { last_error: error }) })
    .where('id', '=', deliveryId)
    .where('status', '=', 'pending')
    .returning(['id', 'alert_id', 'channel', 'recipient', 'last_error'])
    .execute();
  await noteFailures(tx, failed, at);
}

type Failed = Pick<
  Selectable<Tables['alert_deliveries']>,
  'id' | 'alert_id' | 'channel' | 'recipient' | 'last_error'
>;

/**
 * Says on the timelines of their trackings that deliveries have failed; an alert none of whose deliveries arrived or may
 * still do so has failed with them. `at` is ISO 8601 UTC.
 */
export async function noteFailures(tx: TenantTx, failed: readonly Failed[], at: string): Promise<void> {
  await sql`
    update security_alerts a set status = 'failed'
    where a.id = any(${failed.map(({ alert_id }) => alert_id)}::uuid[]) and a.status = 'pending'
      and not exists (select from alert_deliveries d
        where d.alert_id = a.id and d.status in ('pending', 'held', 'sent'))`.execute(tx.sql);
  for (const { id, alert_id, channel, recipient, last_error } of failed) {
    const alert = await tx.sql
      .selectFrom('security_alerts')
      .select(['vendor_tracking_id', 'response_no'])
      .where('id', '=', alert_id)
      .executeTakeFirstOrThrow();
    const detail = { delivery_id: id, channel, recipient, error: last_error };
    await recordTimeline(
      tx,
      { trackingId: alert.vendor_tracking_id, responseNo: alert.response_no, at, actor: VIGIL },
      [
        {
          kind: 'delivery_failed',
          detail,
          effectKey: `delivery_failed/${id}`,
          audit: {
            action: 'alert.delivery_failed',
            targetType: 'alert_delivery',
            targetId: id,
            after: detail,
          },
        },
      ],
    );
  }
}

/** Deliveries that have become pointless are not tried again. */
export async function skipDeliveries(
  tx: TenantTx,
  deliveryIds: readonly string[],
  reason: string,
): Promise<void> {
  if (deliveryIds.length === 0) return;
  await tx.sql
    .updateTable('alert_deliveries')
    .set({ status: 'skipped', last_error: reason })
    .where('id', 'in', deliveryIds)
    .where('status', '=', 'pending')
    .execute();
}
