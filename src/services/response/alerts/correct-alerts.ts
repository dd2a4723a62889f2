import type { TenantTx } from '../../../db/database.ts';
import { postMessages } from './post-messages.ts';

/** What everybody is told whom a tracking's alerts went to. */
export interface Correction {
  trackingId: string;
  title: string;
  body: string;
  actionUrl: string;
  /** Names the correction within the tracking; the same one reaches a person once. */
  key: string;
}

/**
 * Tells everybody who was alerted about a tracking, in the product. Whoever was only to hear of it by a digest that
 * did not begin to go out knows of nothing. Returns how many people were told.
 */
export async function tellThoseAlerted(tx: TenantTx, correction: Correction): Promise<number> {
  const people = await tx.sql
    .selectFrom('alert_deliveries as d')
    .innerJoin('security_alerts as a', 'a.id', 'd.alert_id')
    .select('d.user_id')
    .distinct()
    .where('a.vendor_tracking_id', '=', correction.trackingId)
    .where('d.user_id', 'is not', null)
    .where((eb) => eb.or([eb('d.held_at', 'is', null), eb('d.digest_id', 'is not', null)]))
    .execute();
  const userIds = people.flatMap(({ user_id }) => user_id ?? []);
  await postMessages(tx, userIds, {
    alertId: null,
    title: correction.title,
    body: correction.body,
    actionUrl: correction.actionUrl,
    onceKey: (userId) => `${correction.trackingId}/${correction.key}/in_app/${userId}`,
  });
  return userIds.length;
}

/**
 * Marks a tracking's alerts as corrected (they were false), keeps those not yet sent from going out, and returns the
 * ids of the alerts.
 */
export async function correctAlerts(tx: TenantTx, trackingId: string, at: string): Promise<string[]> {
  const alerts = await tx.sql
    .updateTable('security_alerts')
    .set({ corrected_at: at })
    .where('vendor_tracking_id', '=', trackingId)
    .where('corrected_at', 'is', null)
    .returning('id')
    .execute();
  const ids = alerts.map(({ id }) => id);
  if (ids.length > 0) {
    await tx.sql
      .updateTable('alert_deliveries')
      .set({ status: 'skipped', last_error: 'The match was found to be a false positive before it was sent' })
      .where('alert_id', 'in', ids)
      .where('status', 'in', ['pending', 'held'])
      .execute();
  }
  return ids;
}
