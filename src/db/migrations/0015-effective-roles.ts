import { Migration } from '@mikro-orm/migrations';

/**
 * A person's key can do what the person can, and no more: whoever is demoted is so by every key. Roles that the key was
 * given and its person has; an admin, person or key, has all of them, and whoever has any role may read.
 */
export class EffectiveRoles extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const EFFECTIVE = `case when k.user_id is null or 'admin' = any(u.roles) then k.roles
  when 'admin' = any(k.roles) then u.roles
  else array(select r from unnest(k.roles) r where r = any(u.roles) or r = 'viewer' and cardinality(u.roles) > 0) end`;

const STATEMENTS = [
  // The functions are that role's.
  `set local role vigil_lookup`,
  `create or replace function lookup_api_key(key_hash text)
   returns table (id uuid, tenant_id uuid, user_id uuid, name text, roles text[], expires_at timestamptz, revoked_at timestamptz)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select k.id, k.tenant_id, k.user_id, coalesce(u.name, k.name), ${EFFECTIVE}, k.expires_at, k.revoked_at
     from api_keys k left join users u on u.id = k.user_id
     where k.hash = key_hash and (k.user_id is null or u.is_active) $$`,
  `create or replace function lookup_session(session_hash text)
   returns table (id uuid, tenant_id uuid, user_id uuid, api_key_id uuid, name text, roles text[], expires_at timestamptz)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select s.id, s.tenant_id, coalesce(s.user_id, k.user_id), s.api_key_id, coalesce(u.name, k.name),
       case when k.id is null then u.roles else ${EFFECTIVE} end, s.expires_at
     from sessions s
     left join api_keys k on k.id = s.api_key_id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
     left join users u on u.id = coalesce(s.user_id, k.user_id)
     where s.token_hash = session_hash and s.expires_at > now()
       and (k.id is not null or s.api_key_id is null and u.id is not null) and (u.id is null or u.is_active) $$`,
  `reset role`,
];
