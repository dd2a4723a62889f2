import { defineEntity, p } from '@mikro-orm/core';
import {
  ALERT_STATUSES,
  ALERT_TYPES,
  ASSESSMENT_TYPES,
  CHANNELS,
  DELIVERY_STATUSES,
  PRIORITIES,
  PROCESS_TYPES,
  RECIPIENT_TYPES,
  SCAN_FREQUENCIES,
  SEVERITIES,
} from '../../domain/vocabulary.ts';
import type { MatchingRules } from '../../domain/incidents/incident.ts';
import type { Channel, Priority, RecipientType, Severity } from '../../domain/vocabulary.ts';
import { TENANT_KEY, moment, ofTenant, oneOf, words, xid } from './columns.ts';

export const SecurityAlert = defineEntity({
  name: 'SecurityAlert',
  tableName: 'security_alerts',
  properties: {
    ...ofTenant,
    incident_id: p.uuid(),
    vendor_tracking_id: p.uuid(),
    response_no: p.integer(),
    effect: p.text(),
    alert_type: oneOf(ALERT_TYPES),
    severity: oneOf(SEVERITIES),
    priority: oneOf(PRIORITIES),
    title: p.text(),
    message: p.text(),
    recipient_type: oneOf(RECIPIENT_TYPES),
    recipient_ids: words(),
    status: oneOf(ALERT_STATUSES).default('pending'),
    sent_at: moment().nullable(),
    read_at: moment().nullable(),
    acknowledged_at: moment().nullable(),
    acknowledged_by: p.uuid().nullable(),
    channels_sent: words<Channel>().defaultRaw(`'{}'`),
    corrected_at: moment().nullable(),
    /** When the response raised it, in the workflow's time. */
    raised_at: moment().defaultRaw('now()'),
  },
  uniques: [TENANT_KEY, { properties: ['vendor_tracking_id', 'response_no', 'effect'] }],
  indexes: [
    {
      name: 'security_alerts_by_time',
      properties: ['tenant_id', 'created_at', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'created_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
    { name: 'security_alerts_raised', properties: ['tenant_id', 'raised_at'] },
  ],
});

export const AlertDelivery = defineEntity({
  name: 'AlertDelivery',
  tableName: 'alert_deliveries',
  properties: {
    ...ofTenant,
    alert_id: p.uuid(),
    channel: oneOf(CHANNELS),
    recipient: p.text(),
    user_id: p.uuid().nullable(),
    once_key: p.text(),
    status: oneOf(DELIVERY_STATUSES).default('pending'),
    attempts: p.integer().default(0),
    last_error: p.text().nullable(),
    provider_id: p.text().nullable(),
    sent_at: moment().nullable(),
    /** When it was kept for a digest, in the workflow's time; it stays when the digest is sent. */
    held_at: moment().nullable(),
    /** The digest that it is part of: one recipient's, through one channel. */
    digest_id: p.uuid().nullable(),
  },
  uniques: [
    TENANT_KEY,
    { properties: ['alert_id', 'channel', 'recipient'] },
    { properties: ['tenant_id', 'once_key'] },
  ],
  indexes: [
    {
      name: 'alert_deliveries_digests',
      properties: ['tenant_id', 'channel', 'recipient', 'sent_at'],
      where: 'digest_id is not null',
    },
    {
      name: 'alert_deliveries_held',
      properties: ['tenant_id', 'channel', 'recipient'],
      where: "status = 'held'",
    },
    { name: 'alert_deliveries_of_digest', properties: ['digest_id'], where: 'digest_id is not null' },
  ],
});

export const Message = defineEntity({
  name: 'Message',
  tableName: 'messages',
  properties: {
    ...ofTenant,
    user_id: p.uuid(),
    alert_id: p.uuid().nullable(),
    title: p.text(),
    body: p.text(),
    action_url: p.text().nullable(),
    once_key: p.text(),
    read_at: moment().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'once_key'] }],
  indexes: [
    {
      name: 'messages_of',
      properties: ['user_id', 'created_at', 'id'],
      columns: [{ name: 'user_id' }, { name: 'created_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
  ],
});

const RULES = `{"match_by_domain": true, "match_by_name": true, "match_by_product": true, "fuzzy_match_threshold": 0.8, "exact_match_required": false, "min_match_confidence": 0.5}`;
const PRIORITY_OF = `{"critical": "URGENT", "high": "HIGH", "medium": "MEDIUM", "low": "LOW"}`;

/** Whom a tenant's alerts go to. */
export interface AlertRecipients {
  recipient_type: RecipientType;
  recipient_ids: string[];
}

export const MonitoringConfig = defineEntity({
  name: 'MonitoringConfig',
  tableName: 'security_monitoring_configs',
  properties: {
    ...ofTenant,
    cve_monitoring_enabled: p.boolean().default(true),
    breach_monitoring_enabled: p.boolean().default(true),
    security_feed_monitoring_enabled: p.boolean().default(true),
    cve_scan_frequency: oneOf(SCAN_FREQUENCIES).default('daily'),
    breach_scan_frequency: oneOf(SCAN_FREQUENCIES).default('daily'),
    security_feed_scan_frequency: oneOf(SCAN_FREQUENCIES).default('daily'),
    cve_severity_threshold: oneOf(SEVERITIES).default('medium'),
    cve_cvss_threshold: p
      .double()
      .$type<number>()
      .check('cve_cvss_threshold >= 0 and cve_cvss_threshold <= 10')
      .defaultRaw('5.0'),
    kev_bypasses_thresholds: p.boolean().default(true),
    breach_sources: p.json().$type<string[]>().defaultRaw(`'["hibp"]'`),
    matching_rules: p.json().$type<MatchingRules>().defaultRaw(`'${RULES}'`),
    min_confidence_to_respond: p
      .double()
      .$type<number>()
      .check('min_confidence_to_respond >= 0 and min_confidence_to_respond <= 1')
      .default(0),
    auto_create_tasks: p.boolean().default(true),
    auto_send_alerts: p.boolean().default(true),
    auto_trigger_assessments: p.boolean().default(true),
    auto_start_workflows: p.boolean().default(true),
    default_assessment_type: oneOf(ASSESSMENT_TYPES).default('risk_assessment'),
    default_assessment_id: p.uuid().nullable(),
    breach_assessment_id: p.uuid().nullable(),
    default_workflow_type: oneOf(PROCESS_TYPES).default('tprm'),
    default_workflow_id: p.uuid().nullable(),
    breach_workflow_id: p.uuid().nullable(),
    alert_recipients: p.json().$type<AlertRecipients[]>().defaultRaw(`'[]'`),
    alert_channels: p.json().$type<Channel[]>().defaultRaw(`'["email", "in_app"]'`),
    task_due_days: p.integer().check('task_due_days >= 1 and task_due_days <= 365').default(3),
    assessment_due_days: p
      .integer()
      .check('assessment_due_days >= 1 and assessment_due_days <= 365')
      .default(14),
    breach_assessment_due_days: p
      .integer()
      .check('breach_assessment_due_days >= 1 and breach_assessment_due_days <= 365')
      .default(7),
    severity_mapping: p.json().$type<Record<Severity, Priority>>().defaultRaw(`'${PRIORITY_OF}'`),
    alert_budget_per_hour: p.integer().check('alert_budget_per_hour > 0').nullable(),
    timezone: p.text().default('UTC'),
    working_days_only: p.boolean().default(false),
    /** Days that a rule from a false positive counts; null: until it is undone. */
    match_rule_days: p
      .integer()
      .check('match_rule_days >= 1 and match_rule_days <= 3650')
      .nullable()
      .default(365),
    last_scan_at: moment().nullable(),
    changed_xid: xid().defaultRaw('pg_current_xact_id()'),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id'] }],
});
