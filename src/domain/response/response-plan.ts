import { dueDate, type Calendar } from './due-date.ts';
import {
  alertMessage,
  alertTitle,
  taskDescription,
  taskTitle,
  trackingPath,
  triggerReason,
  type TextSubject,
} from './response-texts.ts';
import { statusWhenMatched } from './tracking-life.ts';
import type {
  AlertType,
  AssessmentType,
  Channel,
  IncidentType,
  Priority,
  ProcessType,
  QualificationStatus,
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

/** Why a response acts: a new match, a reopening, or an incident that got worse. */
export type Cause = 'matched' | 'reopened' | 'worsened';

export interface PlanInput {
  cause: Cause;
  incident: {
    id: string;
    type: IncidentType;
    externalId: string;
    title: string;
    severity: Severity;
    kev: boolean;
  };
  vendor: { id: string; name: string };
  /** `confidence` in 0..1. */
  tracking: { id: string; confidence: number };
  config: ResponseConfig;
  /** ISO 8601 UTC. */
  now: string;
}

/** One way to find a template, tried in order: an active one by id, by key, or the default one of a type. */
export type Choice<T extends string> =
  { by: 'id'; id: string } | { by: 'key'; key: string } | { by: 'type'; type: T };

export interface TaskPlan {
  title: string;
  description: string;
  priority: Priority;
  dueDate: string;
  actionUrl: string;
  metadata: Record<string, unknown>;
}

export interface AlertPlan {
  type: AlertType;
  severity: Severity;
  priority: Priority;
  title: string;
  message: string;
  /** One alert row each. */
  groups: RecipientGroup[];
  channels: Channel[];
}

export interface AssessmentPlan {
  choices: Choice<AssessmentType>[];
  dueDate: string;
  metadata: Record<string, unknown>;
}

export interface ProcessPlan {
  choices: Choice<ProcessType>[];
  triggerReason: string;
  context: Record<string, unknown>;
}

/** What a response does; a part that is null is switched off or not due for this cause. */
export interface ResponsePlan {
  status: 'monitoring' | 'at_risk';
  qualification: Extract<QualificationStatus, 'pending' | 'not_required'>;
  task: TaskPlan | null;
  alert: AlertPlan | null;
  assessment: AssessmentPlan | null;
  process: ProcessPlan | null;
}

/** Decides a response from incident, tracking, vendor and configuration alone. */
export function planResponse(input: PlanInput): ResponsePlan {
  const { config, cause } = input;
  const sure = input.tracking.confidence >= config.min_confidence_to_respond;
  const wantsTask = sure && config.auto_create_tasks;
  // A reopening and news of a known incident add a task and an alert; assessment and process stay as they are.
  const first = sure && cause === 'matched';
  return {
    status: statusWhenMatched(input.incident),
    qualification: wantsTask ? 'pending' : 'not_required',
    task: wantsTask ? planTask(input) : null,
    alert: sure && config.auto_send_alerts ? planAlert(input, wantsTask) : null,
    assessment: first && config.auto_trigger_assessments ? planAssessment(input) : null,
    process: first && config.auto_start_workflows ? planProcess(input, wantsTask) : null,
  };
}

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

const subjectOf = ({ incident, vendor }: PlanInput): TextSubject => ({
  vendorName: vendor.name,
  incidentTitle: incident.title,
  externalId: incident.externalId,
  severity: incident.severity,
  incidentType: incident.type,
});

function planTask(input: PlanInput): TaskPlan {
  const { incident, vendor, tracking, config, now } = input;
  const subject = subjectOf(input);
  return {
    title: taskTitle(subject),
    description: taskDescription(subject),
    priority: priorityOf(incident, config),
    dueDate: dueDate(now, config.task_due_days, calendarOf(config)),
    actionUrl: trackingPath(vendor.id, tracking.id),
    metadata: {
      vendor_id: vendor.id,
      vendor_name: vendor.name,
      incident_id: incident.id,
      incident_type: incident.type,
      external_id: incident.externalId,
      severity: incident.severity,
      match_confidence: tracking.confidence,
    },
  };
}

function planAlert(input: PlanInput, hasTask: boolean): AlertPlan {
  const { incident, config, cause } = input;
  const subject = subjectOf(input);
  const breach = incident.type === 'data_breach';
  const ordinary: AlertType =
    hasTask && cause !== 'worsened' ? 'risk_qualification_required' : 'cve_detected';
  return {
    type: breach ? 'breach_detected' : ordinary,
    severity: breach ? 'critical' : incident.severity,
    priority: priorityOf(incident, config),
    title: alertTitle(subject),
    message: alertMessage(subject),
    groups: recipientsOf(incident.type, config),
    channels: config.alert_channels,
  };
}

function planAssessment({ incident, tracking, config, now }: PlanInput): AssessmentPlan {
  const breach = incident.type === 'data_breach';
  const days = breach ? config.breach_assessment_due_days : config.assessment_due_days;
  return {
    choices: [
      ...(breach ? [...byId(config.breach_assessment_id), { by: 'key' as const, key: 'breach_impact' }] : []),
      ...byId(config.default_assessment_id),
      { by: 'type', type: config.default_assessment_type },
    ],
    dueDate: dueDate(now, days, calendarOf(config)),
    metadata: {
      triggered_by: 'security_monitoring',
      incident_id: incident.id,
      vendor_tracking_id: tracking.id,
    },
  };
}

function planProcess({ incident, vendor, tracking, config }: PlanInput, hasTask: boolean): ProcessPlan {
  const breach = incident.type === 'data_breach';
  return {
    choices: [
      ...(breach
        ? [...byId(config.breach_workflow_id), { by: 'key' as const, key: 'vrm_breach_response' }]
        : []),
      ...byId(config.default_workflow_id),
      { by: 'type', type: config.default_workflow_type },
    ],
    triggerReason: triggerReason(incident.id),
    context: {
      vendor_id: vendor.id,
      vendor_name: vendor.name,
      incident_id: incident.id,
      incident_type: incident.type,
      external_id: incident.externalId,
      severity: incident.severity,
      match_confidence: tracking.confidence,
      qualification_required: hasTask,
      vendor_tracking_id: tracking.id,
    },
  };
}

const byId = (id: string | null): { by: 'id'; id: string }[] => (id === null ? [] : [{ by: 'id', id }]);
