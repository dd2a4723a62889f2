import { defineEntity, p } from '@mikro-orm/core';
import { SEVERITIES } from '../../domain/vocabulary.ts';
import { CUSTOM_FEED_TROUBLES } from '../../domain/feeds/custom-feed-health.ts';
import { CUSTOM_FEED_KINDS, CUSTOM_INCIDENT_TYPES } from '../../domain/feeds/custom-feed.ts';
import type { FieldMapping } from '../../domain/feeds/custom-feed.ts';
import { TENANT_KEY, count, moment, ofTenant, oneOf, xid } from './columns.ts';

export const CustomFeed = defineEntity({
  name: 'CustomFeed',
  tableName: 'custom_feeds',
  properties: {
    ...ofTenant,
    key: p.text(),
    name: p.text(),
    kind: oneOf(CUSTOM_FEED_KINDS),
    url: p.text(),
    incident_type: oneOf(CUSTOM_INCIDENT_TYPES),
    vendor: p.text().nullable(),
    default_severity: oneOf(SEVERITIES).nullable(),
    mapping: p.json().$type<FieldMapping>().nullable(),
    days_back: p.integer().check('days_back >= 1 and days_back <= 36500').default(30),
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
    new_total: count().defaultRaw('0'),
    changed_total: count().defaultRaw('0'),
    rejected_total: count().defaultRaw('0'),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'key'] }],
  checks: [
    { name: 'custom_feeds_check', expression: "(kind = 'json') = (mapping is not null)" },
    { name: 'custom_feeds_check1', expression: '(auth_header_name is null) = (auth_header_sealed is null)' },
  ],
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
  uniques: [TENANT_KEY, { properties: ['feed_id', 'url'] }],
  indexes: [
    {
      name: 'custom_feed_documents_missing',
      properties: ['feed_id', 'missing_since'],
      where: 'missing_since is not null',
    },
    {
      name: 'custom_feed_documents_pending',
      properties: ['feed_id', 'tries', 'listed'],
      columns: [{ name: 'feed_id' }, { name: 'tries' }, { name: 'listed', sort: 'desc' }],
      where: 'taken is distinct from listed',
    },
    {
      name: 'custom_feed_documents_set_aside',
      properties: ['feed_id', 'set_aside_at'],
      where: 'set_aside_at is not null',
    },
  ],
});

export const CustomFeedAlarm = defineEntity({
  name: 'CustomFeedAlarm',
  tableName: 'custom_feed_alarms',
  properties: {
    ...ofTenant,
    feed_id: p.uuid(),
    verdict: oneOf(CUSTOM_FEED_TROUBLES),
    reason: p.text(),
    ended_at: moment().nullable(),
    /** False where other trouble took its place, or the feed is not read any more. */
    healed: p.boolean().default(false),
  },
  uniques: [
    TENANT_KEY,
    { name: 'custom_feed_alarms_open', properties: ['feed_id'], where: 'ended_at is null' },
  ],
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
  uniques: [TENANT_KEY],
});
