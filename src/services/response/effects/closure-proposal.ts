import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { tellThoseAlerted } from '../alerts/correct-alerts.ts';
import { postMessages } from '../alerts/post-messages.ts';
import type { TrackingSubject } from '../record/load-tracking.ts';
import type { TimelineEntry } from '../record/timeline.ts';

/** The incident was withdrawn at its source: proposes closure to everybody who was alerted. */
export async function proposeClosure(
  tx: TenantTx,
  { tracking, incident, vendor }: TrackingSubject,
  { now, effectKey }: { now: string; effectKey: string },
): Promise<TimelineEntry> {
  await setProposal(tx, tracking.id, now);
  const told = await tellThoseAlerted(tx, {
    trackingId: tracking.id,
    title: `Withdrawn at its source: ${vendor.name} - ${incident.title}`,
    body: `The incident was withdrawn at its source. Vendor: ${vendor.name}. Incident: ${incident.title} (${incident.external_id}). Please confirm that it can be closed.`,
    actionUrl: trackingPath(vendor.id, tracking.id),
    key: effectKey,
  });
  return {
    kind: 'withdrawn',
    detail: { source_status: incident.source_status, people_told: told },
    effectKey,
    audit: {
      action: 'tracking.propose_closure',
      targetType: 'vendor_security_tracking',
      targetId: tracking.id,
      after: { closure_proposed_at: now },
    },
  };
}

/** The source reinstated what it had withdrawn: takes the proposal back and tells those who were told of it. */
export async function takeBackClosure(
  tx: TenantTx,
  { tracking, incident, vendor }: TrackingSubject,
  { effectKey }: { effectKey: string },
): Promise<TimelineEntry> {
  await setProposal(tx, tracking.id, null);
  const told = await whoWasToldOfProposal(tx, tracking.id);
  const standing =
    tracking.status === 'resolved'
      ? 'The tracking was resolved meanwhile; please reopen it if it still concerns you.'
      : 'The proposal to close it is taken back.';
  await postMessages(tx, told, {
    alertId: null,
    title: `Reinstated at its source: ${vendor.name} - ${incident.title}`,
    body: `The incident was reinstated at its source. Vendor: ${vendor.name}. Incident: ${incident.title} (${incident.external_id}). ${standing}`,
    actionUrl: trackingPath(vendor.id, tracking.id),
    onceKey: (userId) => `${tracking.id}/${effectKey}/in_app/${userId}`,
  });
  return {
    kind: 'reinstated',
    detail: { source_status: incident.source_status, people_told: told.length },
    effectKey,
    audit: {
      action: 'tracking.take_back_closure',
      targetType: 'vendor_security_tracking',
      targetId: tracking.id,
      before: { closure_proposed_at: tracking.closure_proposed_at },
      after: { closure_proposed_at: null },
    },
  };
}

async function setProposal(tx: TenantTx, trackingId: string, at: string | null): Promise<void> {
  await tx.sql
    .updateTable('vendor_security_tracking')
    .set({ closure_proposed_at: at })
    .where('id', '=', trackingId)
    .execute();
}

/** Those whom the last proposal reached; people who were alerted only since know nothing of it. */
async function whoWasToldOfProposal(tx: TenantTx, trackingId: string): Promise<string[]> {
  const proposal = await tx.sql
    .selectFrom('tracking_events')
    .select('effect_key')
    .where('tracking_id', '=', trackingId)
    .where('kind', '=', 'withdrawn')
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const key = `${trackingId}/${proposal?.effect_key ?? ''}/in_app/`;
  const { rows } = await sql<{ id: string }>`
    select u.id from users u join messages m on m.once_key = ${key} || u.id order by u.id`.execute(tx.sql);
  return rows.map(({ id }) => id);
}
