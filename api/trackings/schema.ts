import { z } from '@hono/zod-openapi';
import { MATCH_STRATEGIES } from '../../src/domain/incidents/incident.ts';
import {
  CRITICALITIES,
  INCIDENT_TYPES,
  PHASES,
  QUALIFICATION_STATUSES,
  RESOLUTION_TYPES,
  RESTARTABLE,
  RISK_LEVELS,
  SEVERITIES,
  TRACKING_STATUSES,
} from '../../src/domain/vocabulary.ts';
import { ENGINE_STATES } from '../../src/temporal/running-workflows.ts';
import { Alert } from '../alerts/schema.ts';
import { AssessmentAssignment } from '../assessments/schema.ts';
import { flag, id, oneOrMore, page, search, text, time, orNull } from '../http/fields.ts';
import { ProcessInstance } from '../processes/schema.ts';
import { ActionItem } from '../action-items/schema.ts';

export const Evidence = z
  .object({
    strategy: z.enum(MATCH_STRATEGIES),
    incident_value: z.string(),
    vendor_value: z.string(),
    score: z.number(),
    weight: z.number(),
  })
  .openapi('Evidence');

export const RiskFactor = z
  .object({ factor: z.string(), value: z.string(), points: z.number(), max: z.number() })
  .openapi('RiskFactor');

export const WorkflowLink = z
  .object({ id: z.string(), run_id: z.string().nullable(), ui_url: z.string().nullable() })
  .openapi('WorkflowLink');

export const Tracking = z
  .object({
    id: id(),
    tenant_id: id(),
    vendor_id: id(),
    incident_id: id(),
    vendor: z.object({ id: id(), name: z.string(), criticality: z.enum(CRITICALITIES) }),
    incident: z.object({
      id: id(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      incident_type: z.enum(INCIDENT_TYPES),
      external_id: z.string(),
      cvss_score: z.number().nullable(),
      kev: z.boolean(),
      epss: z.number().nullable(),
      published_date: time().nullable(),
    }),
    match_confidence: z.number(),
    match_reason: z.string(),
    matched_fields: z.array(Evidence),
    evidence_key: z
      .string()
      .openapi({ description: 'What a false positive teaches: not to be raised again for this reason' }),
    matcher_version: z.string(),
    doubtful_since: time().nullable().openapi({
      description:
        'Since when the matcher has seen less than min_match_confidence in it; it stays until somebody decides',
    }),
    status: z.enum(TRACKING_STATUSES),
    risk_qualification_status: z.enum(QUALIFICATION_STATUSES),
    phase: z.enum(PHASES),
    task_created: z.boolean(),
    task_id: id().nullable(),
    alert_sent: z.boolean(),
    assessment_triggered: z.boolean(),
    assessment_id: id().nullable(),
    assessment_assignment_id: id().nullable(),
    workflow_triggered: z.boolean(),
    workflow_id: id().nullable(),
    workflow_instance_id: id().nullable(),
    risk_score: z.number(),
    risk_factors: z.array(RiskFactor),
    risk_level: z.enum(RISK_LEVELS).nullable(),
    impact_analysis: z.string().nullable(),
    recommended_actions: z.array(z.string()),
    qualified_by: id().nullable(),
    qualified_by_name: z.string().nullable(),
    qualified_at: time().nullable(),
    resolution_type: z.enum(RESOLUTION_TYPES).nullable(),
    resolution_notes: z.string().nullable(),
    resolved_by: id().nullable(),
    resolved_by_name: z.string().nullable(),
    resolved_at: time().nullable(),
    due_date: time().nullable(),
    incident_severity: z.enum(SEVERITIES).nullable(),
    incident_fingerprint: z
      .string()
      .nullable()
      .openapi({ description: 'Of the incident when it was last told' }),
    incident_kev: z.boolean(),
    closure_proposed_at: time().nullable(),
    news_no: z
      .number()
      .int()
      .openapi({ description: 'How many incident updates there were: worsened, withdrawn, reinstated' }),
    news_found_at: time()
      .nullable()
      .openapi({ description: 'When a scan found an update that the response has not told yet' }),
    response_no: z.number().int(),
    response_workflow_id: z.string().nullable(),
    response_run_id: z.string().nullable(),
    workflow: WorkflowLink.nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Tracking');

export const TrackingEvent = z
  .object({
    id: id(),
    kind: z.string(),
    response_no: z.number().int(),
    actor_type: z.enum(['user', 'system', 'feed']),
    actor_id: id().nullable(),
    actor_name: z.string().nullable(),
    step: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    occurred_at: time(),
  })
  .openapi('TrackingEvent');

export const TrackingDetail = Tracking.extend({
  engine: z.enum(ENGINE_STATES).nullable().openapi({
    description:
      'Whether the workflow of the response is at work; unknown where the engine gave no answer. Null before its start and after the end of the case. What does not run is started again by maintenance within the hour, or by `restart`',
  }),
  timeline: z.array(TrackingEvent),
  task: orNull(ActionItem),
  alerts: z.array(Alert),
  assessment: orNull(AssessmentAssignment),
  process: orNull(ProcessInstance),
}).openapi('TrackingDetail');

export const TRACKING_SORTS = [
  '-created_at',
  'created_at',
  '-risk_score',
  'risk_score',
  'due_date',
  '-due_date',
  '-match_confidence',
  'match_confidence',
] as const;

const filters = {
  ...page,
  status: oneOrMore(TRACKING_STATUSES).optional(),
  risk_qualification_status: oneOrMore(QUALIFICATION_STATUSES).optional(),
  phase: oneOrMore(PHASES).optional(),
  severity: oneOrMore(SEVERITIES).optional().openapi({ description: "The incident's" }),
  incident_type: oneOrMore(INCIDENT_TYPES).optional(),
  open: flag().optional().openapi({ description: 'true: not resolved; false: resolved' }),
  sort: z.enum(TRACKING_SORTS).default('-created_at'),
};

export const VendorTrackingQuery = z.object(filters);
export const TrackingQuery = z.object({
  ...filters,
  vendor_id: id().optional(),
  incident_id: id().optional(),
  overdue: flag().optional(),
  q: search().optional().openapi({ description: "In the vendor's name, the incident's id or title" }),
});

export const TrackingParams = z.object({
  id: id().openapi({ param: { name: 'id', in: 'path' }, description: "The vendor's" }),
  tracking_id: id().openapi({ param: { name: 'tracking_id', in: 'path' } }),
});

export const QualifyRisk = z
  .strictObject({
    risk_level: z.enum(RISK_LEVELS),
    impact_analysis: text(20_000),
    recommended_actions: z.array(text(2000)).max(100),
    status: z.enum(['in_progress', 'completed']).default('completed'),
    correction: z.boolean().optional().openapi({
      description: 'true: takes the place of a completed qualification, which is refused otherwise',
    }),
  })
  .openapi('QualifyRisk');

export const Resolve = z
  .strictObject({ resolution_type: z.enum(RESOLUTION_TYPES), resolution_notes: text(20_000) })
  .openapi('Resolve');

export const Reopen = z
  .strictObject({
    reason: text(2000),
    restart: z.array(z.enum(RESTARTABLE)).max(RESTARTABLE.length).optional().openapi({
      description: 'What the resolution had ended and is to begin anew: a new assessment, a new process',
    }),
  })
  .openapi('Reopen');

/** The engine has the decision; its effects are not in the database yet. */
export const DecisionAccepted = z
  .object({
    status: z.literal('accepted'),
    tracking_id: id(),
    workflow_id: z.string(),
    update_id: z.string(),
  })
  .openapi('DecisionAccepted');

export type Tracking = z.infer<typeof Tracking>;

export type TrackingDetail = z.infer<typeof TrackingDetail>;

export type DecisionAccepted = z.infer<typeof DecisionAccepted>;
