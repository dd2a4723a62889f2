import { Migration } from '@mikro-orm/migrations';
import { CUSTOM_FEED_KINDS, CUSTOM_INCIDENT_TYPES } from '../../domain/feeds/custom-feed.ts';
import { CUSTOM_FEED_TROUBLES } from '../../domain/feeds/custom-feed-health.ts';
import { SEVERITIES } from '../../domain/vocabulary.ts';
import { oneOf, sharedTable, tenantReference, tenantTable } from './support.ts';

/** The feeds that tenants add for themselves, how far each is read, and what of them was set aside. */
export class CustomFeeds extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  ...tenantTable(
    'custom_feeds',
    `key text not null,
     name text not null,
     kind text not null ${oneOf('kind', CUSTOM_FEED_KINDS)},
     url text not null,
     incident_type text not null ${oneOf('incident_type', CUSTOM_INCIDENT_TYPES)},
     vendor text,
     default_severity text ${oneOf('default_severity', SEVERITIES)},
     mapping jsonb,
     days_back integer not null default 30 check (days_back between 1 and 36500),
     read_since timestamptz not null,
     auth_header_name text,
     auth_header_sealed text,
     enabled boolean not null default true,
     deleted_at timestamptz,
     version integer not null default 1,
     cursor jsonb not null default '{}',
     fresh_until timestamptz,
     last_xid xid8,
     last_success_at timestamptz,
     last_error text,
     last_error_at timestamptz,
     last_error_code text,
     failures integer not null default 0,
     failing_since timestamptz,
     next_run_at timestamptz,
     entries integer,
     empty_since timestamptz,
     new_total bigint not null default 0,
     changed_total bigint not null default 0,
     rejected_total bigint not null default 0,
     check ((kind = 'json') = (mapping is not null)),
     check ((auth_header_name is null) = (auth_header_sealed is null)),
     unique (tenant_id, key),`,
  ),
  `create unique index custom_feeds_name on custom_feeds (tenant_id, lower(name)) where deleted_at is null`,
  // The documents of a CSAF provider: taken in once \`taken\` is what the index lists.
  ...tenantTable(
    'custom_feed_documents',
    `feed_id uuid not null,
     url text not null,
     listed text not null,
     taken text,
     tries integer not null default 0,
     external_id text,
     listed_by text not null default '',
     missing_since timestamptz,
     set_aside_at timestamptz,
     file text not null generated always as (lower(regexp_replace(url, '^.*/', ''))) stored,
     unique (feed_id, url),
     ${tenantReference('feed_id', 'custom_feeds', 'cascade')}`,
  ),
  `create index custom_feed_documents_file on custom_feed_documents (feed_id, file) where missing_since is null`,
  `create index custom_feed_documents_pending on custom_feed_documents (feed_id, tries, listed desc) where taken is distinct from listed`,
  `create index custom_feed_documents_set_aside on custom_feed_documents (feed_id, set_aside_at) where set_aside_at is not null`,
  `create index custom_feed_documents_missing on custom_feed_documents (feed_id, missing_since) where missing_since is not null`,
  // Trouble of a feed that its admins were told of, and its end.
  ...tenantTable(
    'custom_feed_alarms',
    `feed_id uuid not null,
     verdict text not null ${oneOf('verdict', CUSTOM_FEED_TROUBLES)},
     reason text not null,
     ended_at timestamptz,
     healed boolean not null default false,
     ${tenantReference('feed_id', 'custom_feeds', 'cascade')}`,
  ),
  `create unique index custom_feed_alarms_open on custom_feed_alarms (feed_id) where ended_at is null`,
  ...tenantTable(
    'custom_feed_rejects',
    `feed_id uuid not null,
     external_id text,
     reason text not null,
     seen integer not null default 1,
     unique nulls not distinct (feed_id, external_id, reason),
     ${tenantReference('feed_id', 'custom_feeds', 'cascade')}`,
  ),
  // When a tenant may ask a host again: beside the tenants' own tables, since the pace depends on how many ask it.
  ...sharedTable(
    'feed_hosts',
    `host text not null, asker uuid not null, next_at timestamptz not null, primary key (host, asker)`,
  ),
  `revoke select on feed_hosts from vigil_app`,
  `create index feed_hosts_next on feed_hosts (next_at)`,
  // For the operator's metrics: sums over all tenants, by kind; no tenant, name or address shows through.
  `create function lookup_custom_feeds() returns table (kind text, measure text, label text, count bigint)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select f.kind, 'standing', case
         when not f.enabled then 'off'
         when f.failures > 0 then 'failing'
         when a.verdict is not null then a.verdict
         when f.fresh_until is null then 'waiting'
         else 'healthy' end as standing, count(*)
       from custom_feeds f left join custom_feed_alarms a on a.feed_id = f.id and a.ended_at is null
       where f.deleted_at is null group by 1, 3
     union all
     select f.kind, 'records', o.outcome, sum(o.records)::bigint
       from custom_feeds f cross join lateral (values ('new', f.new_total), ('changed', f.changed_total),
         ('rejected', f.rejected_total)) as o (outcome, records) group by 1, 3
   $$`,
  `revoke all on function lookup_custom_feeds() from public`,
  `grant execute on function lookup_custom_feeds() to vigil_app`,
  `alter function lookup_custom_feeds() owner to vigil_lookup`,
  ...['custom_feeds', 'custom_feed_alarms'].map(
    (table) => `create policy lookup_counts on ${table} for select to vigil_lookup using (true)`,
  ),
  `grant select (id, kind, enabled, deleted_at, failures, fresh_until, new_total, changed_total, rejected_total)
     on custom_feeds to vigil_lookup`,
  `grant select (feed_id, verdict, ended_at) on custom_feed_alarms to vigil_lookup`,
];
