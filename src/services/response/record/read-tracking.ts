import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import {
  nestTracking,
  TRACKING_COLUMNS,
  TRACKING_FROM,
  type FlatTracking,
  type ListedTracking,
} from './tracking-row.ts';

/** One entry of a timeline. */
export type TimelineRow = Omit<
  Selectable<Tables['tracking_events']>,
  'tenant_id' | 'tracking_id' | 'effect_key' | 'created_at' | 'updated_at'
>;

/** One tracking of this vendor, or null. */
export async function readTracking(
  tx: TenantTx,
  id: string,
  vendorId: string,
): Promise<ListedTracking | null> {
  const { rows } = await sql<FlatTracking>`
    select ${TRACKING_COLUMNS} from ${TRACKING_FROM} where t.id = ${id} and t.vendor_id = ${vendorId}`.execute(
    tx.sql,
  );
  return rows[0] ? nestTracking(rows[0]) : null;
}

/** All trackings of an incident, oldest first; at most one for each vendor. */
export async function listTrackingsOfIncident(tx: TenantTx, incidentId: string): Promise<ListedTracking[]> {
  const { rows } = await sql<FlatTracking>`
    select ${TRACKING_COLUMNS} from ${TRACKING_FROM} where t.incident_id = ${incidentId} order by t.id limit 1000`.execute(
    tx.sql,
  );
  return rows.map(nestTracking);
}

/** Everything that happened to a tracking, oldest first. */
export async function readTimeline(tx: TenantTx, trackingId: string): Promise<TimelineRow[]> {
  return tx.sql
    .selectFrom('tracking_events')
    .select([
      'id',
      'response_no',
      'kind',
      'actor_type',
      'actor_id',
      'actor_name',
      'step',
      'detail',
      'occurred_at',
    ])
    .where('tracking_id', '=', trackingId)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
}
