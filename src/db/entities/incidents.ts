import { defineEntity, p } from '@mikro-orm/core';
import { INCIDENT_STATUSES, INCIDENT_TYPES, SCAN_TYPES, SEVERITIES } from '../../domain/vocabulary.ts';
import { ALARMING_VERDICTS } from '../../domain/feeds/feed-health.ts';
import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import { TENANT_KEY, count, day, moment, ofTenant, oneOf, times, words, xid } from './columns.ts';

export const SecurityIncident = defineEntity({
  name: 'SecurityIncident',
  tableName: 'security_incidents',
  properties: {
    id: p.uuid().primary(),
    tenant_id: p.uuid().nullable(),
    incident_type: oneOf(INCIDENT_TYPES),
    external_id: p.text(),
    title: p.text().check('length(title) <= 500'),
    description: p.text().default(''),
    description_truncated: p.boolean().default(false),
    severity: oneOf(SEVERITIES),
    severity_known: p.boolean().default(true),
    cvss_score: p.double().$type<number>().check('cvss_score >= 0 and cvss_score <= 10').nullable(),
    risk_score: p.double().$type<number>().check('risk_score >= 0 and risk_score <= 100').default(0),
    source: p.text(),
    source_url: p.text().nullable(),
    published_date: moment().nullable(),
    modified_date: moment().nullable(),
    discovered_date: moment().defaultRaw('now()'),
    incident_details: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    affected_products: p.json().$type<AffectedProduct[]>().defaultRaw(`'[]'`),
    affected_versions: p.json().$type<AffectedVersions[]>().defaultRaw(`'[]'`),
    status: oneOf(INCIDENT_STATUSES).default('new'),
    resolution_notes: p.text().nullable(),
    last_scan_at: moment().nullable(),
    kev_added_on: day().nullable(),
    cwes: words().defaultRaw(`'{}'`),
    data_classes: words().defaultRaw(`'{}'`),
    pwn_count: count().nullable(),
    domains: words().defaultRaw(`'{}'`),
    source_status: p.text().nullable(),
    fingerprint: p.text().default(''),
    withdrawn_at: moment().nullable(),
    /** By source: hash and date of the record that its part was read from. */
    record_marks: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    changed_xid: xid().defaultRaw('pg_current_xact_id()'),
    changed_at: moment().defaultRaw('now()'),
    ...times,
  },
  uniques: [
    {
      name: 'security_incidents_own',
      properties: ['tenant_id', 'external_id'],
      where: 'tenant_id is not null',
    },
    { name: 'security_incidents_shared', properties: ['external_id'], where: 'tenant_id is null' },
  ],
  indexes: [{ name: 'security_incidents_changed', properties: ['changed_xid', 'id'] }],
});

export const EpssScore = defineEntity({
  name: 'EpssScore',
  tableName: 'epss_scores',
  properties: {
    cve_id: p.text().primary(),
    epss: p.double().$type<number>(),
    percentile: p.double().$type<number>(),
    date: day(),
    ...times,
  },
});

export const FeedCursor = defineEntity({
  name: 'FeedCursor',
  tableName: 'feed_cursors',
  properties: {
    source: p.text().primary(),
    cursor: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    fresh_until: moment().nullable(),
    covered_from: moment().nullable(),
    last_xid: xid().nullable(),
    last_success_at: moment().nullable(),
    last_error: p.text().nullable(),
    last_error_at: moment().nullable(),
    last_error_code: p.text().nullable(),
    failures: p.integer().default(0),
    /** The first failure since it was last read to its end. */
    failing_since: moment().nullable(),
    next_run_at: moment().nullable(),
    new_total: count().defaultRaw('0'),
    changed_total: count().defaultRaw('0'),
    unchanged_total: count().defaultRaw('0'),
    rejected_total: count().defaultRaw('0'),
    /** Of about the last records that were read anew; older ones fade out. */
    recent_read: p.double().$type<number>().default(0),
    recent_with_vendor: p.double().$type<number>().default(0),
    ...times,
  },
});

export const FeedDay = defineEntity({
  name: 'FeedDay',
  tableName: 'feed_days',
  properties: {
    source: p.text().primary(),
    day: day().primary(),
    records: p.integer().default(0),
    new: p.integer().default(0),
    changed: p.integer().default(0),
    unchanged: p.integer().default(0),
    rejected: p.integer().default(0),
    read_anew: p.integer().default(0),
    with_vendor: p.integer().default(0),
    pages: p.integer().default(0),
    failures: p.integer().default(0),
    ...times,
  },
});

export const FeedAlarm = defineEntity({
  name: 'FeedAlarm',
  tableName: 'feed_alarms',
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    verdict: oneOf(ALARMING_VERDICTS),
    reason: p.text(),
    advice: p.text(),
    raised_at: moment().defaultRaw('now()'),
    raised_told: p.boolean().default(false),
    ended_at: moment().nullable(),
    /** False where other trouble took its place. */
    healed: p.boolean().default(false),
    ended_told: p.boolean().default(false),
    ...times,
  },
  uniques: [{ name: 'feed_alarms_open', properties: ['source'], where: 'ended_at is null' }],
});

export const FeedReject = defineEntity({
  name: 'FeedReject',
  tableName: 'feed_rejects',
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    external_id: p.text().nullable(),
    reason: p.text(),
    sample: p.text(),
    seen: p.integer().default(1),
    ...times,
  },
  indexes: [
    {
      name: 'feed_rejects_latest',
      properties: ['source', 'updated_at', 'id'],
      columns: [{ name: 'source' }, { name: 'updated_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
  ],
});

export const TenantIncident = defineEntity({
  name: 'TenantIncident',
  tableName: 'tenant_incidents',
  properties: {
    ...ofTenant,
    incident_id: p.uuid(),
    status: oneOf(INCIDENT_STATUSES).default('new'),
    resolution_notes: p.text().nullable(),
    last_scan_at: moment().nullable(),
    held_for_score: p.boolean().default(false),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'incident_id'] }],
  indexes: [{ name: 'tenant_incidents_held', properties: ['tenant_id'], where: 'held_for_score' }],
});

export const TenantWatermark = defineEntity({
  name: 'TenantWatermark',
  tableName: 'tenant_watermarks',
  properties: { ...ofTenant, scan_type: oneOf(SCAN_TYPES), watermark: xid() },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'scan_type'] }],
});

/** What a scan says of one source. */
export interface ScanFeed {
  source: string;
  /** Of a custom feed, whose `source` is its id. */
  name?: string;
  fresh: boolean;
  new: number;
  changed: number;
  rejected: number;
  /** Why it is not fresh. */
  error?: string;
}

export const Scan = defineEntity({
  name: 'Scan',
  tableName: 'scans',
  properties: {
    ...ofTenant,
    scan_type: oneOf([...SCAN_TYPES, 'all']),
    kind: oneOf(['scheduled', 'manual', 'incident']),
    status: oneOf(['running', 'completed', 'failed']),
    days_back: p.integer().nullable(),
    workflow_id: p.text(),
    run_id: p.text(),
    started_at: moment().defaultRaw('now()'),
    finished_at: moment().nullable(),
    feeds: p.json().$type<ScanFeed[]>().defaultRaw(`'[]'`),
    incidents_considered: p.integer().default(0),
    incidents_held: p.integer().default(0),
    matches: p.integer().default(0),
    responses_started: p.integer().default(0),
    error: p.text().nullable(),
    requested_by: p.uuid().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'workflow_id', 'run_id'] }],
  indexes: [
    {
      name: 'scans_by_time',
      properties: ['tenant_id', 'started_at', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'started_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
  ],
});

/** Scans of a type that had stopped, as the tenant's admins were told. */
export const MonitoringAlarm = defineEntity({
  name: 'MonitoringAlarm',
  tableName: 'monitoring_alarms',
  properties: {
    ...ofTenant,
    scan_type: oneOf(SCAN_TYPES),
    last_scan_at: moment().nullable(),
    ended_at: moment().nullable(),
  },
  uniques: [
    TENANT_KEY,
    { name: 'monitoring_alarms_open', properties: ['tenant_id', 'scan_type'], where: 'ended_at is null' },
  ],
});
