import { defineEntity, p } from '@mikro-orm/core';
import {
  PHASES,
  QUALIFICATION_STATUSES,
  RESOLUTION_TYPES,
  RISK_LEVELS,
  TRACKING_STATUSES,
} from '../../domain/vocabulary.ts';
import type { Evidence } from '../../domain/incidents/incident.ts';
import type { Severity } from '../../domain/vocabulary.ts';
import { TENANT_KEY, moment, ofTenant, oneOf, word } from './columns.ts';

/** One part of a risk score, shown beside the sum. */
export interface RiskFactorRow {
  factor: string;
  value: string;
  points: number;
  max: number;
}

export const Tracking = defineEntity({
  name: 'Tracking',
  tableName: 'vendor_security_tracking',
  properties: {
    ...ofTenant,
    vendor_id: p.uuid(),
    incident_id: p.uuid(),
    match_confidence: p.double().$type<number>().check('match_confidence >= 0 and match_confidence <= 1'),
    match_reason: p.text(),
    matched_fields: p.json().$type<Evidence[]>().defaultRaw(`'[]'`),
    evidence_key: p.text().default(''),
    matcher_version: p.text().default(''),
    doubtful_since: moment().nullable(),
    status: oneOf(TRACKING_STATUSES).default('monitoring'),
    risk_qualification_status: oneOf(QUALIFICATION_STATUSES).default('pending'),
    phase: oneOf(PHASES).default('responding'),
    task_created: p.boolean().default(false),
    task_id: p.uuid().nullable(),
    alert_sent: p.boolean().default(false),
    assessment_triggered: p.boolean().default(false),
    assessment_id: p.uuid().nullable(),
    assessment_assignment_id: p.uuid().nullable(),
    workflow_triggered: p.boolean().default(false),
    workflow_id: p.uuid().nullable(),
    workflow_instance_id: p.uuid().nullable(),
    risk_score: p.double().$type<number>().check('risk_score >= 0 and risk_score <= 100').default(0),
    risk_factors: p.json().$type<RiskFactorRow[]>().defaultRaw(`'[]'`),
    risk_level: oneOf(RISK_LEVELS).nullable(),
    impact_analysis: p.text().nullable(),
    recommended_actions: p.json().$type<string[]>().defaultRaw(`'[]'`),
    qualified_by: p.uuid().nullable(),
    qualified_by_name: p.text().nullable(),
    qualified_at: moment().nullable(),
    resolution_type: oneOf(RESOLUTION_TYPES).nullable(),
    resolution_notes: p.text().nullable(),
    resolved_by: p.uuid().nullable(),
    resolved_by_name: p.text().nullable(),
    resolved_at: moment().nullable(),
    due_date: moment().nullable(),
    incident_severity: word<Severity>().nullable(),
    incident_fingerprint: p.text().nullable(),
    incident_kev: p.boolean().default(false),
    closure_proposed_at: moment().nullable(),
    news_no: p.integer().default(0),
    news_found_at: moment().nullable(),
    response_no: p.integer().default(1),
    response_workflow_id: p.text().nullable(),
    response_run_id: p.text().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['vendor_id', 'incident_id'] }],
  indexes: [
    { name: 'tracking_by_incident', properties: ['incident_id'] },
    {
      name: 'tracking_by_time',
      properties: ['tenant_id', 'created_at', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'created_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
    { name: 'tracking_open', properties: ['tenant_id', 'status', 'id'] },
    {
      name: 'tracking_with_news',
      properties: ['tenant_id', 'incident_id'],
      where: 'news_found_at is not null',
    },
    {
      name: 'tracking_pending',
      properties: ['tenant_id', 'risk_score', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'risk_score', sort: 'desc' }, { name: 'id' }],
      where: 'response_workflow_id is null',
    },
  ],
});

export const TrackingEvent = defineEntity({
  name: 'TrackingEvent',
  tableName: 'tracking_events',
  properties: {
    ...ofTenant,
    tracking_id: p.uuid(),
    response_no: p.integer().default(1),
    kind: p.text(),
    actor_type: oneOf(['user', 'system', 'feed']),
    actor_id: p.uuid().nullable(),
    actor_name: p.text().nullable(),
    step: p.text().nullable(),
    detail: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    occurred_at: moment().defaultRaw('now()'),
    effect_key: p.text().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tracking_id', 'effect_key'] }],
  indexes: [{ name: 'tracking_events_of', properties: ['tracking_id', 'occurred_at', 'id'] }],
});
