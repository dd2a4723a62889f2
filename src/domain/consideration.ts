import { atLeast, type IncidentType, type Severity } from './vocabulary.ts';

/** What the thresholds read of an incident. */
export interface ConsideredIncident {
  incidentType: IncidentType;
  /** False for a tenant's own incident. */
  shared: boolean;
  source: string;
  severity: Severity;
  /** False for a CVE that nobody has scored yet. */
  severityKnown: boolean;
  /** 0.0 to 10.0. */
  cvssScore: number | null;
  kev: boolean;
  withdrawn: boolean;
}

/** What of a tenant's configuration decides; names are the columns' own. */
export interface Thresholds {
  cve_severity_threshold: Severity;
  /** 0.0 to 10.0. */
  cve_cvss_threshold: number;
  kev_bypasses_thresholds: boolean;
  breach_sources: string[];
}

/** `hold`: to be judged when its score arrives. */
export type Consideration = 'match' | 'hold' | 'skip';

/**
 * Whether a tenant looks at an incident at all. Thresholds are for shared CVEs; breaches and a tenant's own
 * incidents are always considered; one that its source withdrew never is.
 */
export function consider(incident: ConsideredIncident, thresholds: Thresholds): Consideration {
  if (incident.withdrawn) return 'skip';
  if (!incident.shared) return 'match';
  if (incident.incidentType === 'data_breach') {
    return thresholds.breach_sources.includes(incident.source) ? 'match' : 'skip';
  }
  if (incident.incidentType !== 'cve') return 'match';
  if (incident.kev && thresholds.kev_bypasses_thresholds) return 'match';
  if (incident.cvssScore === null) {
    // A severity in words alone still tells that it can never reach the threshold.
    const hopeless = incident.severityKnown && !atLeast(incident.severity, thresholds.cve_severity_threshold);
    return hopeless ? 'skip' : 'hold';
  }
  const severe = atLeast(incident.severity, thresholds.cve_severity_threshold);
  return severe && incident.cvssScore >= thresholds.cve_cvss_threshold ? 'match' : 'skip';
}
