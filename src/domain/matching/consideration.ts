import { atLeast, type IncidentType, type Severity } from '../vocabulary.ts';

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

/** Why a tenant does not look at an incident, or not yet. */
export type NotConsidered =
  'withdrawn' | 'source_not_watched' | 'severity_below_threshold' | 'cvss_below_threshold' | 'held_for_score';

/**
 * Everything in a tenant's configuration that keeps an incident from being matched; empty when it is. Thresholds are
 * for shared CVEs; breaches and a tenant's own incidents are always considered; one that its source withdrew never is.
 */
export function whyNotConsidered(incident: ConsideredIncident, thresholds: Thresholds): NotConsidered[] {
  if (incident.withdrawn) return ['withdrawn'];
  if (!incident.shared) return [];
  if (incident.incidentType === 'data_breach') {
    return thresholds.breach_sources.includes(incident.source) ? [] : ['source_not_watched'];
  }
  if (incident.incidentType !== 'cve') return [];
  if (incident.kev && thresholds.kev_bypasses_thresholds) return [];
  const severe = atLeast(incident.severity, thresholds.cve_severity_threshold);
  if (incident.cvssScore === null) {
    // A severity in words alone still tells that it can never reach the threshold.
    return incident.severityKnown && !severe ? ['severity_below_threshold'] : ['held_for_score'];
  }
  return [
    ...(severe ? [] : (['severity_below_threshold'] as const)),
    ...(incident.cvssScore >= thresholds.cve_cvss_threshold ? [] : (['cvss_below_threshold'] as const)),
  ];
}

/** Whether a tenant looks at an incident at all. */
export function consider(incident: ConsideredIncident, thresholds: Thresholds): Consideration {
  const reasons = whyNotConsidered(incident, thresholds);
  if (reasons.length === 0) return 'match';
  return reasons.includes('held_for_score') ? 'hold' : 'skip';
}
