import { defineEntity, p } from '@mikro-orm/core';
import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import type { AlarmingVerdict } from '../../domain/feeds/feed-health.ts';
import type { IncidentStatus, IncidentType, ScanType, Severity } from '../../domain/vocabulary.ts';
import { count, day, moment, ofTenant, times, word, words, xid } from './columns.ts';

export const SecurityIncident = defineEntity({
  name: 'SecurityIncident',
  tableName: 'security_incidents',
  properties: {
    id: p.uuid().primary(),
    tenant_id: p.uuid().nullable(),
    incident_type: word<IncidentType>(),
    external_id: p.text(),
    title: p.text(),
    description: p.text().default(''),
    description_truncated: p.boolean().default(false),
    severity: word<Severity>(),
    severity_known: p.boolean().default(true),
    cvss_score: p.double().$type<number>().nullable(),
    risk_score: p.double().$type<number>().default(0),
    source: p.text(),
    source_url: p.text().nullable(),
    published_date: moment().nullable(),
    modified_date: moment().nullable(),
    discovered_date: moment().defaultRaw('now()'),
    incident_details: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    affected_products: p.json().$type<AffectedProduct[]>().defaultRaw(`'[]'`),
    affected_versions: p.json().$type<AffectedVersions[]>().defaultRaw(`'[]'`),
    status: word<IncidentStatus>().default('new'),
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
    new_total: count(),
    changed_total: count(),
    unchanged_total: count(),
    rejected_total: count(),
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
    verdict: word<AlarmingVerdict>(),
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
});

export const TenantIncident = defineEntity({
  name: 'TenantIncident',
  tableName: 'tenant_incidents',
  properties: {
    ...ofTenant,
    incident_id: p.uuid(),
    status: word<IncidentStatus>().default('new'),
    resolution_notes: p.text().nullable(),
    last_scan_at: moment().nullable(),
    held_for_score: p.boolean().default(false),
  },
});

export const TenantWatermark = defineEntity({
  name: 'TenantWatermark',
  tableName: 'tenant_watermarks',
  properties: { ...ofTenant, scan_type: word<ScanType>(), watermark: xid() },
});

/** What a scan says of one source. */
export interface ScanFeed {
  source: string;
  /** Of a tenant's own feed, whose `source` is its id. */
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
    scan_type: word<ScanType | 'all'>(),
    kind: word<'scheduled' | 'manual' | 'incident'>(),
    status: word<'running' | 'completed' | 'failed'>(),
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
});
