import type { TenantTx } from '../../../db/database.ts';
import {
  trackingRiskScore,
  type IncidentRiskInput,
  type RiskScore,
} from '../../../domain/response/risk-score.ts';
import type { StoredIncident, TrackingSubject } from './load-tracking.ts';

/** What the score of an incident rests on; `epss` is a probability 0..1 or null when unknown. */
export function incidentRiskInput(incident: StoredIncident, epss: number | null): IncidentRiskInput {
  return {
    incidentType: incident.incident_type,
    severity: incident.severity,
    cvssScore: incident.cvss_score,
    epss,
    kevAddedOn: incident.kev_added_on,
    knownRansomware: Object.values(incident.incident_details).some(
      (part) =>
        typeof part === 'object' &&
        part !== null &&
        'knownRansomware' in part &&
        part.knownRansomware === true,
    ),
    dataClasses: incident.data_classes,
    pwnCount: incident.pwn_count,
  };
}

/** The tracking's risk score as of `at` (ISO 8601). */
export async function scoreTracking(
  tx: TenantTx,
  { tracking, incident, vendor }: TrackingSubject,
  at: string,
): Promise<RiskScore> {
  const scored = await tx.sql
    .selectFrom('epss_scores')
    .select('epss')
    .where('cve_id', '=', incident.external_id)
    .executeTakeFirst();
  return trackingRiskScore({
    incident: incidentRiskInput(incident, scored?.epss ?? null),
    confidence: tracking.match_confidence,
    vendorCriticality: vendor.criticality,
    publishedDate: incident.published_date,
    at,
  });
}
