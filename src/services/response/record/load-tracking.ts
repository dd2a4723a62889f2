import type { Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { type PlanInput } from '../../../domain/response/response-plan.ts';
import { DEFAULT_RESPONSE_CONFIG, type ResponseConfig } from '../../../domain/response/response-config.ts';
import { FinalError } from './final-error.ts';

export type StoredTracking = Selectable<Tables['vendor_security_tracking']>;
export type StoredIncident = Selectable<Tables['security_incidents']>;
export type VendorRow = Selectable<Tables['vendors']>;

/** A tracking with what a response needs to know around it. */
export interface TrackingSubject {
  tracking: StoredTracking;
  incident: StoredIncident;
  vendor: VendorRow;
  config: ResponseConfig;
}

/**
 * The tracking, locked until the transaction ends: every decision is made on what it says. Not against
 * rows that refer to it (`no key update`): a step of its process inserts one while holding the process. Throws TrackingNotFound.
 */
export async function lockTracking(tx: TenantTx, trackingId: string): Promise<StoredTracking> {
  const row = await tx.sql
    .selectFrom('vendor_security_tracking')
    .selectAll()
    .where('id', '=', trackingId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new FinalError('TrackingNotFound', `No tracking ${trackingId}`);
  return row;
}

/** Incident, vendor and configuration of a locked tracking. */
export async function loadSubject(tx: TenantTx, tracking: StoredTracking): Promise<TrackingSubject> {
  const incident = await tx.sql
    .selectFrom('security_incidents')
    .selectAll()
    .where('id', '=', tracking.incident_id)
    .executeTakeFirstOrThrow();
  const vendor = await tx.sql
    .selectFrom('vendors')
    .selectAll()
    .where('id', '=', tracking.vendor_id)
    .executeTakeFirstOrThrow();
  const config = await tx.sql.selectFrom('security_monitoring_configs').selectAll().executeTakeFirst();
  return { tracking, incident, vendor, config: config ?? DEFAULT_RESPONSE_CONFIG };
}

/** The same as the planner reads it. */
export function planInput(
  { tracking, incident, vendor, config }: TrackingSubject,
  cause: PlanInput['cause'],
  now: string,
): PlanInput {
  return {
    cause,
    incident: {
      id: incident.id,
      type: incident.incident_type,
      externalId: incident.external_id,
      title: incident.title,
      severity: incident.severity,
      kev: incident.kev_added_on !== null,
    },
    vendor: { id: vendor.id, name: vendor.name },
    tracking: { id: tracking.id, confidence: tracking.match_confidence },
    config,
    now,
  };
}
