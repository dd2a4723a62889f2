import { worseStatus, type VendorStatus } from './vendor-status.ts';
import type {
  AssignmentStatus,
  IncidentStatus,
  IncidentType,
  Phase,
  ProcessStatus,
  QualificationStatus,
  ResolutionType,
  RiskLevel,
  Severity,
  TaskStatus,
  TrackingStatus,
} from '../vocabulary.ts';

/** What a response sets at once: a critical incident, or one known to be exploited, does not wait for a judgement. */
export function statusWhenMatched(incident: { severity: Severity; kev: boolean }): 'monitoring' | 'at_risk' {
  return incident.severity === 'critical' || incident.kev ? 'at_risk' : 'monitoring';
}

/** A worsened incident never makes a vendor look better than it was judged before. */
export function statusWhenWorsened(
  current: TrackingStatus,
  incident: { severity: Severity; kev: boolean },
): VendorStatus {
  return worseStatus(current === 'resolved' ? 'clean' : current, statusWhenMatched(incident));
}

/** What a completed qualification makes of a tracking: a breach is confirmed by any level but low. */
export function statusWhenQualified(
  incidentType: IncidentType,
  level: RiskLevel,
): 'monitoring' | 'at_risk' | 'breached' {
  if (incidentType === 'data_breach') return level === 'low' ? 'monitoring' : 'breached';
  return level === 'high' || level === 'critical' ? 'at_risk' : 'monitoring';
}

/** Where a response waits, given what has been judged so far. */
export function waitingPhase(qualification: QualificationStatus): Phase {
  return qualification === 'pending' || qualification === 'in_progress'
    ? 'awaiting_qualification'
    : 'awaiting_resolution';
}

/** What a resolution leaves of the qualification. */
export function qualificationWhenResolved(
  current: QualificationStatus,
  resolution: ResolutionType,
): QualificationStatus {
  if (resolution === 'false_positive') return 'not_required';
  return current === 'completed' || current === 'in_progress' ? 'completed' : 'not_required';
}

/** How a resolution ends the tracking's open task. */
export function taskWhenResolved(resolution: ResolutionType): Extract<TaskStatus, 'completed' | 'cancelled'> {
  return resolution === 'false_positive' ? 'cancelled' : 'completed';
}

/** Assignments that a resolution withdraws: what the vendor has submitted stays. */
export const WITHDRAWABLE: readonly AssignmentStatus[] = ['pending', 'sent', 'in_progress', 'overdue'];

/** Processes that a resolution cancels. */
export const CANCELLABLE: readonly ProcessStatus[] = ['pending', 'in_progress'];

/** Tasks that are still somebody's. */
export const OPEN_TASK: readonly TaskStatus[] = ['pending', 'in_progress'];

/** Only these are reopened when the feed says that a resolved tracking's incident worsened. */
export function reopensWhenWorsened(resolution: ResolutionType | null): boolean {
  return resolution !== 'false_positive' && resolution !== 'duplicate';
}

/** The incident's status for a tenant, from all of the tenant's trackings of it. */
export function incidentStatus(
  trackings: readonly { status: TrackingStatus; resolution: ResolutionType | null }[],
): IncidentStatus {
  if (trackings.length === 0) return 'new';
  if (trackings.some(({ status }) => status !== 'resolved')) return 'investigating';
  return trackings.every(({ resolution }) => resolution === 'false_positive') ? 'false_positive' : 'resolved';
}
