import { Migration } from '@mikro-orm/migrations';
import { CURRENT_TENANT, isolate, tenantReference, tenantTable, touchOnUpdate } from './support.ts';

/** Tenants, people, keys, sessions, the audit log, and the few look-ups that come before a tenant is known. */
export class TenantsAndPeople extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `grant usage on schema public to vigil_app, vigil_feed, vigil_lookup`,
  `create function set_updated_at() returns trigger language plpgsql as
   $$ begin new.updated_at := now(); return new; end $$`,

  `create table tenants (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  ...isolate('tenants', `id = ${CURRENT_TENANT}`, `id = ${CURRENT_TENANT}`),
  `grant select, insert, update on tenants to vigil_app`,
  touchOnUpdate('tenants'),

  ...tenantTable(
    'users',
    `email text not null,
     name text not null,
     roles text[] not null default '{}',
     oidc_subject text unique,
     slack_user_id text,
     is_active boolean not null default true,`,
  ),
  `create unique index users_email on users (tenant_id, lower(email))`,

  ...tenantTable('teams', `name text not null, unique (tenant_id, name),`),
  ...tenantTable(
    'team_members',
    `team_id uuid not null, user_id uuid not null, unique (team_id, user_id),
     ${tenantReference('team_id', 'teams', 'cascade')}
     ${tenantReference('user_id', 'users', 'cascade')}`,
  ),

  ...tenantTable(
    'api_keys',
    `name text not null,
     prefix text not null,
     hash text not null unique,
     roles text[] not null,
     user_id uuid,
     expires_at timestamptz,
     revoked_at timestamptz,
     last_used_at timestamptz,
     ${tenantReference('user_id', 'users')}`,
  ),
  ...tenantTable(
    'sessions',
    `token_hash text not null unique,
     user_id uuid,
     api_key_id uuid,
     expires_at timestamptz not null,
     ${tenantReference('user_id', 'users', 'cascade')}
     ${tenantReference('api_key_id', 'api_keys', 'cascade')}`,
  ),
  `create index sessions_by_end on sessions (tenant_id, expires_at)`,

  `create table audit_log (
    id uuid primary key,
    tenant_id uuid references tenants (id),
    actor_type text not null check (actor_type in ('user', 'api_key', 'system', 'anonymous')),
    actor_id uuid,
    actor_name text,
    action text not null,
    target_type text,
    target_id text,
    before jsonb,
    after jsonb,
    ip text,
    request_id text,
    occurred_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index audit_log_by_time on audit_log (tenant_id, occurred_at desc, id desc)`,
  // A sign-in that was refused has no tenant yet: it may be written, and only the owner can read it.
  ...isolate(
    'audit_log',
    `tenant_id = ${CURRENT_TENANT}`,
    `tenant_id is not distinct from ${CURRENT_TENANT}`,
  ),
  `grant select, insert on audit_log to vigil_app`,

  ...tenantTable(
    'idempotency_keys',
    `principal text not null,
     key text not null,
     request_hash text not null,
     locked_until timestamptz not null,
     response_status integer,
     response_body jsonb,
     response_headers jsonb,
     unique (tenant_id, principal, key),`,
  ),
  `create index idempotency_keys_by_time on idempotency_keys (tenant_id, created_at)`,

  ...lookup(
    'lookup_api_key(key_hash text)',
    'table (id uuid, tenant_id uuid, user_id uuid, name text, roles text[], expires_at timestamptz, revoked_at timestamptz)',
    `select k.id, k.tenant_id, k.user_id, coalesce(u.name, k.name), k.roles, k.expires_at, k.revoked_at
     from api_keys k left join users u on u.id = k.user_id
     where k.hash = key_hash and (k.user_id is null or u.is_active)`,
    'vigil_app',
  ),
  ...lookup(
    'lookup_session(session_hash text)',
    'table (id uuid, tenant_id uuid, user_id uuid, api_key_id uuid, name text, roles text[], expires_at timestamptz)',
    `select s.id, s.tenant_id, coalesce(s.user_id, k.user_id), s.api_key_id, coalesce(u.name, k.name), coalesce(k.roles, u.roles), s.expires_at
     from sessions s
     left join api_keys k on k.id = s.api_key_id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
     left join users u on u.id = coalesce(s.user_id, k.user_id)
     where s.token_hash = session_hash and s.expires_at > now()
       and (k.id is not null or s.api_key_id is null and u.id is not null) and (u.id is null or u.is_active)`,
    'vigil_app',
  ),
  ...lookup(
    'lookup_tenants()',
    'table (id uuid, slug text, name text)',
    `select t.id, t.slug, t.name from tenants t order by t.created_at, t.id`,
    'vigil_app',
  ),
  ...['tenants', 'users', 'api_keys', 'sessions'].flatMap((table) => [
    `create policy lookup_before_tenant on ${table} for select to vigil_lookup using (true)`,
    `grant select on ${table} to vigil_lookup`,
  ]),
];

/** A narrow function that runs as the lookup role, for what must happen before a tenant is known. */
function lookup(signature: string, returns: string, body: string, role: string): string[] {
  return [
    `create function ${signature} returns ${returns} language sql stable security definer set search_path = pg_catalog, public as $$ ${body} $$`,
    `revoke all on function ${signature.replace(/\b\w+ (text|uuid)/g, '$1')} from public`,
    `grant execute on function ${signature.replace(/\b\w+ (text|uuid)/g, '$1')} to ${role}`,
    `alter function ${signature.replace(/\b\w+ (text|uuid)/g, '$1')} owner to vigil_lookup`,
  ];
}
