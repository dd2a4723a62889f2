import { defineEntity, p } from '@mikro-orm/core';
import type { MatchingRules } from '../../domain/incidents/incident.ts';
import type {
  AlertStatus,
  AlertType,
  AssessmentType,
  Channel,
  DeliveryStatus,
  Priority,
  ProcessType,
  RecipientType,
  ScanFrequency,
  Severity,
} from '../../domain/vocabulary.ts';
import { moment, ofTenant, word, words, xid } from './columns.ts';

export const SecurityAlert = defineEntity({
  name: 'SecurityAlert',
  tableName: 'security_alerts',
  properties: {
    ...ofTenant,
    incident_id: p.uuid(),
    vendor_tracking_id: p.uuid(),
    response_no: p.integer(),
    effect: p.text(),
    alert_type: word<AlertType>(),
    severity: word<Severity>(),
    priority: word<Priority>(),
    title: p.text(),
    message: p.text(),
    recipient_type: word<RecipientType>(),
    recipient_ids: words(),
    status: word<AlertStatus>().default('pending'),
    sent_at: moment().nullable(),
    read_at: moment().nullable(),
    acknowledged_at: moment().nullable(),
    acknowledged_by: p.uuid().nullable(),
    channels_sent: words<Channel>().defaultRaw(`'{}'`),
    corrected_at: moment().nullable(),
    /** When the response raised it, in the workflow's time. */
    raised_at: moment().defaultRaw('now()'),
  },
});

export const AlertDelivery = defineEntity({
  name: 'AlertDelivery',
  tableName: 'alert_deliveries',
  properties: {
    ...ofTenant,
    alert_id: p.uuid(),
    channel: word<Channel>(),
    recipient: p.text(),
    user_id: p.uuid().nullable(),
    once_key: p.text(),
    status: word<DeliveryStatus>().default('pending'),
    attempts: p.integer().default(0),
    last_error: p.text().nullable(),
    provider_id: p.text().nullable(),
    sent_at: moment().nullable(),
    /** When it was kept for a digest, in the workflow's time; it stays when the digest is sent. */
    held_at: moment().nullable(),
    /** The digest that it is part of: one recipient's, through one channel. */
    digest_id: p.uuid().nullable(),
  },
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
});

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
    cve_scan_frequency: word<ScanFrequency>().default('daily'),
    breach_scan_frequency: word<ScanFrequency>().default('daily'),
    security_feed_scan_frequency: word<ScanFrequency>().default('daily'),
    cve_severity_threshold: word<Severity>().default('medium'),
    cve_cvss_threshold: p.double().$type<number>().default(5),
    kev_bypasses_thresholds: p.boolean().default(true),
    breach_sources: p.json().$type<string[]>().defaultRaw(`'["hibp"]'`),
    matching_rules: p.json().$type<MatchingRules>().defaultRaw(`'{}'`),
    min_confidence_to_respond: p.double().$type<number>().default(0),
    auto_create_tasks: p.boolean().default(true),
    auto_send_alerts: p.boolean().default(true),
    auto_trigger_assessments: p.boolean().default(true),
    auto_start_workflows: p.boolean().default(true),
    default_assessment_type: word<AssessmentType>().default('risk_assessment'),
    default_assessment_id: p.uuid().nullable(),
    breach_assessment_id: p.uuid().nullable(),
    default_workflow_type: word<ProcessType>().default('tprm'),
    default_workflow_id: p.uuid().nullable(),
    breach_workflow_id: p.uuid().nullable(),
    alert_recipients: p.json().$type<AlertRecipients[]>().defaultRaw(`'[]'`),
    alert_channels: p.json().$type<Channel[]>().defaultRaw(`'["email", "in_app"]'`),
    task_due_days: p.integer().default(3),
    assessment_due_days: p.integer().default(14),
    breach_assessment_due_days: p.integer().default(7),
    severity_mapping: p.json().$type<Record<Severity, Priority>>().defaultRaw(`'{}'`),
    alert_budget_per_hour: p.integer().nullable(),
    timezone: p.text().default('UTC'),
    working_days_only: p.boolean().default(false),
    /** Days that a rule from a false positive counts; null: until it is undone. */
    match_rule_days: p.integer().nullable().default(365),
    last_scan_at: moment().nullable(),
    changed_xid: xid().defaultRaw('pg_current_xact_id()'),
  },
});
