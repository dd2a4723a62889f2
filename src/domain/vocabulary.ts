/** The words of the product, as data: every enumeration that the database, the API and the UI share. */

export const INCIDENT_TYPES = [
  'cve',
  'data_breach',
  'security_alert',
  'vulnerability_disclosure',
  'compliance_violation',
] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** Lowest first: the position is the rank. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATUSES = ['new', 'investigating', 'resolved', 'false_positive'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const TRACKING_STATUSES = ['clean', 'monitoring', 'at_risk', 'breached', 'resolved'] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];

export const QUALIFICATION_STATUSES = ['pending', 'in_progress', 'completed', 'not_required'] as const;
export type QualificationStatus = (typeof QUALIFICATION_STATUSES)[number];

export const RISK_LEVELS = SEVERITIES;
export type RiskLevel = Severity;

export const RESOLUTION_TYPES = [
  'remediated',
  'mitigated',
  'risk_accepted',
  'false_positive',
  'duplicate',
] as const;
export type ResolutionType = (typeof RESOLUTION_TYPES)[number];

/** Where a response stands, as a reviewer sees it. */
export const PHASES = ['responding', 'awaiting_qualification', 'awaiting_resolution', 'resolved'] as const;
export type Phase = (typeof PHASES)[number];

export const ALERT_TYPES = ['cve_detected', 'breach_detected', 'risk_qualification_required'] as const;
export type AlertType = (typeof ALERT_TYPES)[number];

export const ALERT_STATUSES = ['pending', 'sent', 'failed', 'read', 'acknowledged'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

export const RECIPIENT_TYPES = ['user', 'role', 'team'] as const;
export type RecipientType = (typeof RECIPIENT_TYPES)[number];

export const CHANNELS = ['email', 'slack', 'teams', 'in_app'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Those that have a sender; a configuration may choose no other. */
export const CHANNELS_WITH_SENDER = ['email', 'in_app'] as const satisfies readonly Channel[];

/** `held`: waits for the next digest, the tenant's alert budget being spent. */
export const DELIVERY_STATUSES = ['pending', 'held', 'sent', 'failed', 'skipped'] as const;

export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const PROCESS_TYPES = ['tprm', 'vrm', 'risk_process'] as const;
export type ProcessType = (typeof PROCESS_TYPES)[number];

export const PROCESS_STEP_KINDS = ['review', 'approval', 'questionnaire', 'notification', 'wait'] as const;
export type ProcessStepKind = (typeof PROCESS_STEP_KINDS)[number];

export const ASSESSMENT_TYPES = ['tprm', 'vendor_qualification', 'risk_assessment'] as const;
export type AssessmentType = (typeof ASSESSMENT_TYPES)[number];

export const ASSIGNMENT_STATUSES = [
  'pending',
  'sent',
  'in_progress',
  'submitted',
  'accepted',
  'withdrawn',
  'overdue',
] as const;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

/** What a reopening may begin anew, since the resolution ended it. */
export const RESTARTABLE = ['assessment', 'process'] as const;
export type Restartable = (typeof RESTARTABLE)[number];

export const PROCESS_STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
export type ProcessStatus = (typeof PROCESS_STATUSES)[number];

export const TASK_STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const ROLES = ['viewer', 'security_reviewer', 'compliance', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const CRITICALITIES = SEVERITIES;
export type Criticality = Severity;

export const SCAN_TYPES = ['cve', 'breach', 'feeds'] as const;
export type ScanType = (typeof SCAN_TYPES)[number];

export const SCAN_FREQUENCIES = ['hourly', 'daily', 'weekly'] as const;
export type ScanFrequency = (typeof SCAN_FREQUENCIES)[number];

/** A shared source, fetched once for all tenants: `nvd`, `cve-org`… The registry of the feeds has them all. */
export type FeedSource = string;

/** True when `a` is at least as severe as `b`. */
export function atLeast(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b);
}
