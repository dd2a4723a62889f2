import type { Calendar } from './due-date.ts';
import type {
  AssessmentType,
  Channel,
  IncidentType,
  Priority,
  ProcessType,
  RecipientType,
  Severity,
} from '../vocabulary.ts';

/** A group of people who are told. */
export interface RecipientGroup {
  recipient_type: RecipientType;
  recipient_ids: string[];
}

/** What of a tenant's configuration decides a response; names are the columns' own. */
export interface ResponseConfig {
  auto_create_tasks: boolean;
  auto_send_alerts: boolean;
  auto_trigger_assessments: boolean;
  auto_start_workflows: boolean;
  min_confidence_to_respond: number;
  default_assessment_type: AssessmentType;
  default_assessment_id: string | null;
  breach_assessment_id: string | null;
  default_workflow_type: ProcessType;
  default_workflow_id: string | null;
  breach_workflow_id: string | null;
  alert_recipients: RecipientGroup[];
  alert_channels: Channel[];
  task_due_days: number;
  assessment_due_days: number;
  breach_assessment_due_days: number;
  severity_mapping: Partial<Record<Severity, Priority>>;
  timezone: string;
  working_days_only: boolean;
}

/** What a tenant without a configuration row gets: the columns' defaults. */
export const DEFAULT_RESPONSE_CONFIG: ResponseConfig = {
  auto_create_tasks: true,
  auto_send_alerts: true,
  auto_trigger_assessments: true,
  auto_start_workflows: true,
  min_confidence_to_respond: 0,
  default_assessment_type: 'risk_assessment',
  default_assessment_id: null,
  breach_assessment_id: null,
  default_workflow_type: 'tprm',
  default_workflow_id: null,
  breach_workflow_id: null,
  alert_recipients: [],
  alert_channels: ['email', 'in_app'],
  task_due_days: 3,
  assessment_due_days: 14,
  breach_assessment_due_days: 7,
  severity_mapping: {},
  timezone: 'UTC',
  working_days_only: false,
};

const PRIORITY_OF: Record<Severity, Priority> = {
  critical: 'URGENT',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
};

/** Priority of task and alert: a breach is always urgent. */
export function priorityOf(
  incident: { type: IncidentType; severity: Severity },
  config: ResponseConfig,
): Priority {
  if (incident.type === 'data_breach') return 'URGENT';
  return config.severity_mapping[incident.severity] ?? PRIORITY_OF[incident.severity];
}

/** How the tenant counts days. */
export function calendarOf(config: ResponseConfig): Calendar {
  return { timezone: config.timezone, workingDaysOnly: config.working_days_only };
}

/** Whom the tenant's alerts go to, when nothing else says so. */
export function recipientsOf(incidentType: IncidentType, config: ResponseConfig): RecipientGroup[] {
  if (incidentType === 'data_breach') {
    return [
      { recipient_type: 'role', recipient_ids: ['security_reviewer'] },
      { recipient_type: 'role', recipient_ids: ['compliance'] },
    ];
  }
  const named = config.alert_recipients.filter(({ recipient_ids }) => recipient_ids.length > 0);
  return named.length > 0 ? named : [{ recipient_type: 'role', recipient_ids: ['security_reviewer'] }];
}
