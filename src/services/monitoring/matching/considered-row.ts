import type { ConsideredIncident } from '../../../domain/matching/consideration.ts';
import type { IncidentType, Severity } from '../../../domain/vocabulary.ts';

/** What a tenant's thresholds read of an incident's row. */
export interface ConsideredRow {
  tenant_id: string | null;
  incident_type: IncidentType;
  source: string;
  severity: Severity;
  severity_known: boolean;
  cvss_score: number | null;
  kev_added_on: string | null;
  withdrawn_at: string | null;
}

/** An incident's row as the thresholds read it. */
export const asConsidered = (row: ConsideredRow): ConsideredIncident => ({
  incidentType: row.incident_type,
  shared: row.tenant_id === null,
  source: row.source,
  severity: row.severity,
  severityKnown: row.severity_known,
  cvssScore: row.cvss_score,
  kev: row.kev_added_on !== null,
  withdrawn: row.withdrawn_at !== null,
});
