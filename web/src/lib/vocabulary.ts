/** The closed lists that filters and forms offer. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Worst first, as filters show them. */
export const SEVERITIES_DOWN = ['critical', 'high', 'medium', 'low'] as const;

export const PHASES = ['responding', 'awaiting_qualification', 'awaiting_resolution', 'resolved'] as const;

export const TRACKING_STATUSES = ['monitoring', 'at_risk', 'breached', 'resolved'] as const;
export const VENDOR_STATUSES = ['clean', 'monitoring', 'at_risk', 'breached'] as const;
export const INCIDENT_TYPES = [
  'cve',
  'data_breach',
  'security_alert',
  'vulnerability_disclosure',
  'compliance_violation',
] as const;
export const INCIDENT_STATUSES = ['new', 'investigating', 'resolved', 'false_positive'] as const;
export const RESOLUTION_TYPES = [
  'remediated',
  'mitigated',
  'risk_accepted',
  'false_positive',
  'duplicate',
] as const;
export const SCAN_TYPES = ['all', 'cve', 'breach', 'feeds'] as const;
export const FREQUENCIES = ['hourly', 'daily', 'weekly'] as const;
/** The channels that something is sent over. */
export const CHANNELS = ['email', 'in_app'] as const;
export const ROLES = ['viewer', 'security_reviewer', 'compliance', 'admin'] as const;
export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;
export const ASSESSMENT_TYPES = ['risk_assessment', 'tprm', 'vendor_qualification'] as const;
export const PROCESS_TYPES = ['tprm', 'vrm', 'risk_process'] as const;
export const TASK_STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
export const ALERT_STATUSES = ['pending', 'sent', 'failed', 'read', 'acknowledged'] as const;
