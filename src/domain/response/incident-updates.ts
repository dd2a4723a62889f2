import { reopensWhenWorsened } from './tracking-life.ts';
import { SEVERITIES, type ResolutionType, type Severity, type TrackingStatus } from '../vocabulary.ts';

/**
 * What can become of an incident that people were told about; or `rule_undone`: of the verdict that it is none of
 * theirs.
 */
export const UPDATE_KINDS = ['withdrawn', 'reinstated', 'worsened', 'rule_undone'] as const;
export type UpdateKind = (typeof UPDATE_KINDS)[number];

/** A tracking with what its people know of the incident. */
export interface TrackedIncident {
  status: TrackingStatus;
  resolutionType: ResolutionType | null;
  /** As told, or lower where it was lowered since; null before the first response. */
  severity: Severity | null;
  kev: boolean;
  closureProposed: boolean;
}

/** The incident as it is now. */
export interface CurrentIncident {
  severity: Severity;
  kev: boolean;
  withdrawn: boolean;
}

/**
 * What there is to tell, in the order in which it is to be told: compares what people know with what is. Of a
 * withdrawn incident nothing but that counts; a false positive or duplicate does not worsen. Pure.
 */
export function updatesOf(tracking: TrackedIncident, incident: CurrentIncident): UpdateKind[] {
  const open = tracking.status !== 'resolved';
  if (incident.withdrawn) return open && !tracking.closureProposed ? ['withdrawn'] : [];
  const concerned = open || reopensWhenWorsened(tracking.resolutionType);
  return [
    ...(tracking.closureProposed ? ['reinstated' as const] : []),
    ...(concerned && isWorse(tracking, incident) ? ['worsened' as const] : []),
  ];
}

function isWorse(known: TrackedIncident, incident: CurrentIncident): boolean {
  if (incident.kev && !known.kev) return true;
  return (
    known.severity !== null && SEVERITIES.indexOf(incident.severity) > SEVERITIES.indexOf(known.severity)
  );
}
