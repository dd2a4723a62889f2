import { defineEntity, p } from '@mikro-orm/core';
import type { CustomFeedKind, CustomIncidentType, FieldMapping } from '../../domain/feeds/custom-feed.ts';
import type { OwnTrouble } from '../../domain/feeds/custom-feed-health.ts';
import type { Severity } from '../../domain/vocabulary.ts';
import { count, moment, ofTenant, word, xid } from './columns.ts';

export const CustomFeed = defineEntity({
  name: 'CustomFeed',
  tableName: 'custom_feeds',
  properties: {
    ...ofTenant,
    key: p.text(),
    name: p.text(),
    kind: word<CustomFeedKind>(),
    url: p.text(),
    incident_type: word<CustomIncidentType>(),
    vendor: p.text().nullable(),
    default_severity: word<Severity>().nullable(),
    mapping: p.json().$type<FieldMapping>().nullable(),
    days_back: p.integer().default(30),
    /** Entries that were last changed before then are left out. */
    read_since: moment(),
    auth_header_name: p.text().nullable(),
    auth_header_sealed: p.text().nullable(),
    enabled: p.boolean().default(true),
    deleted_at: moment().nullable(),
    /** Raised by each change of what is read, and how. */
    version: p.integer().default(1),
    cursor: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    fresh_until: moment().nullable(),
    last_xid: xid().nullable(),
    last_success_at: moment().nullable(),
    last_error: p.text().nullable(),
    last_error_at: moment().nullable(),
    last_error_code: p.text().nullable(),
    failures: p.integer().default(0),
    /** The first failure since it was last read to its end. */
    failing_since: moment().nullable(),
    next_run_at: moment().nullable(),
    /** Entries, or documents listed, when it was last read whole. */
    entries: p.integer().nullable(),
    /** Since when it has none. */
    empty_since: moment().nullable(),
    new_total: count().default(0),
    changed_total: count().default(0),
    rejected_total: count().default(0),
  },
});

export const CustomFeedDocument = defineEntity({
  name: 'CustomFeedDocument',
  tableName: 'custom_feed_documents',
  properties: {
    ...ofTenant,
    feed_id: p.uuid(),
    url: p.text(),
    /** The index's date of change as text, empty where it has none. */
    listed: p.text(),
    taken: p.text().nullable(),
    tries: p.integer().default(0),
    /** The incident that it became; null: none yet. */
    external_id: p.text().nullable(),
    /** The index that listed it last. */
    listed_by: p.text().default(''),
    /** Since when that index, though read whole, does not list it. */
    missing_since: moment().nullable(),
    /** Since when it counts as taken in though it could not be read. */
    set_aside_at: moment().nullable(),
  },
});

export const CustomFeedAlarm = defineEntity({
  name: 'CustomFeedAlarm',
  tableName: 'custom_feed_alarms',
  properties: {
    ...ofTenant,
    feed_id: p.uuid(),
    verdict: word<OwnTrouble>(),
    reason: p.text(),
    ended_at: moment().nullable(),
    /** False where other trouble took its place, or the feed is not read any more. */
    healed: p.boolean().default(false),
  },
});

export const CustomFeedReject = defineEntity({
  name: 'CustomFeedReject',
  tableName: 'custom_feed_rejects',
  properties: {
    ...ofTenant,
    feed_id: p.uuid(),
    external_id: p.text().nullable(),
    reason: p.text(),
    seen: p.integer().default(1),
  },
});
