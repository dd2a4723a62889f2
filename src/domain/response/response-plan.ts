import { dueDate } from './due-date.ts';
import {
  calendarOf,
  priorityOf,
  recipientsOf,
  type RecipientGroup,
  type ResponseConfig,
} from './response-config.ts';
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
  Severity,
  Restartable,
} from '../vocabulary.ts';

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
  /** Of a reopening: what it begins anew. */
  again?: readonly Restartable[];
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
  // A reopening and an update of a known incident add a task and an alert; assessment and process stay as they are.
  const first = sure && cause === 'matched';
  // The switches do not decide here: whoever reopens has asked for it.
  const again = (what: Restartable): boolean => cause === 'reopened' && (input.again ?? []).includes(what);
  return {
    status: statusWhenMatched(input.incident),
    qualification: wantsTask ? 'pending' : 'not_required',
    task: wantsTask ? planTask(input) : null,
    alert: sure && config.auto_send_alerts ? planAlert(input, wantsTask) : null,
    assessment:
      (first && config.auto_trigger_assessments) || again('assessment') ? planAssessment(input) : null,
    process:
      (first && config.auto_start_workflows) || again('process') ? planProcess(input, wantsTask) : null,
  };
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
