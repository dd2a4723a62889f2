import { Migration } from '@mikro-orm/migrations';
import { CUSTOM_FEED_KINDS, CUSTOM_INCIDENT_TYPES } from '../../domain/custom-feed.ts';
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
     failures integer not null default 0,
     next_run_at timestamptz,
     entries integer,
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
     unique (feed_id, url),
     ${tenantReference('feed_id', 'custom_feeds', 'cascade')}`,
  ),
  `create index custom_feed_documents_pending on custom_feed_documents (feed_id, tries, listed desc) where taken is distinct from listed`,
  ...tenantTable(
    'custom_feed_rejects',
    `feed_id uuid not null,
     external_id text,
     reason text not null,
     seen integer not null default 1,
     unique nulls not distinct (feed_id, external_id, reason),
     ${tenantReference('feed_id', 'custom_feeds', 'cascade')}`,
  ),
  // When a host may be asked again, whichever tenant's feed it is: one request a second.
  ...sharedTable('feed_hosts', `host text primary key, next_at timestamptz not null`),
  `revoke select on feed_hosts from vigil_app`,
];
