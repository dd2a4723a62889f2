import { updatesOf, type UpdateKind } from '../../../domain/response/incident-updates.ts';
import type { StoredIncident, StoredTracking } from './load-tracking.ts';

type Known = Pick<
  StoredTracking,
  'status' | 'resolution_type' | 'incident_severity' | 'incident_kev' | 'closure_proposed_at'
>;
type Current = Pick<StoredIncident, 'severity' | 'kev_added_on' | 'withdrawn_at'>;

/** Returns what the tracking's recipients have not been told yet. It is certain only under the tracking's lock. */
export function updatesNotTold(tracking: Known, incident: Current): UpdateKind[] {
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
export const knownAs = (incident: Pick<StoredIncident, 'severity' | 'kev_added_on' | 'fingerprint'>) => ({
  incident_severity: incident.severity,
  incident_kev: incident.kev_added_on !== null,
  incident_fingerprint: incident.fingerprint,
});
