import { updatesOf, type UpdateKind } from '../../../domain/response/incident-updates.ts';
import type { IncidentRow, TrackingRow } from './load-tracking.ts';

type Known = Pick<
  TrackingRow,
  'status' | 'resolution_type' | 'incident_severity' | 'incident_kev' | 'closure_proposed_at'
>;
type Current = Pick<IncidentRow, 'severity' | 'kev_added_on' | 'withdrawn_at'>;

/** What the incident as it stands is news of to a tracking's people. Only under the tracking's lock is it certain. */
export function readNews(tracking: Known, incident: Current): UpdateKind[] {
  return updatesOf(
    {
      status: tracking.status,
      resolutionType: tracking.resolution_type,
      severity: tracking.incident_severity,
      kev: tracking.incident_kev,
      closureProposed: tracking.closure_proposed_at !== null,
    },
    {
      severity: incident.severity,
      kev: incident.kev_added_on !== null,
      withdrawn: incident.withdrawn_at !== null,
    },
  );
}

/** A tracking's columns once its people know the incident as it stands. */
export const knownAs = (incident: Pick<IncidentRow, 'severity' | 'kev_added_on' | 'fingerprint'>) => ({
  incident_severity: incident.severity,
  incident_kev: incident.kev_added_on !== null,
  incident_fingerprint: incident.fingerprint,
});
