import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/servers/database.ts';

/** The system catalogue is the one list of tables that nobody can forget to extend. */
let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const query = async <T>(text: string): Promise<T[]> => (await client.query(text)).rows as T[];

const TENANT_TABLES = `
  select c.oid, c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`;

describe('every table of a tenant', () => {
  test('has forced row-level security and a policy', async () => {
    const tables = await query<{ name: string; enabled: boolean; forced: boolean; policies: number }>(
      `select t.*, (select count(*)::int from pg_policy p where p.polrelid = t.oid) as policies from (${TENANT_TABLES}) t`,
    );
    expect(tables.length).toBeGreaterThan(25);
    const open = tables.filter((table) => !table.enabled || !table.forced || table.policies === 0);
    expect(open.map((table) => table.name)).toEqual([]);
  });

  test('shows the application role nothing without a tenant, by the policies themselves', async () => {
    const loose = await query<{ table: string; policy: string }>(
      `select p.polrelid::regclass::text as table, p.polname as policy from pg_policy p
       join pg_roles r on r.oid = any(p.polroles) and r.rolname = 'vigil_app'
       where p.polrelid in (select oid from (${TENANT_TABLES}) t)
       and coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) !~ 'app.tenant_id'`,
    );
    expect(loose).toEqual([]);
  });

  test('refers to other tables of tenants together with the tenant, so that no row points into another one', async () => {
    const plain = await query<{ name: string; target: string }>(
      `select k.conname as name, k.confrelid::regclass::text as target from pg_constraint k
       where k.contype = 'f' and k.conrelid in (select oid from (${TENANT_TABLES}) t)
       and k.confrelid in (select oid from (${TENANT_TABLES}) t)
       and not exists (select from unnest(k.conkey, k.confkey) as u (here, there)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.here and a.attname = 'tenant_id'
         join pg_attribute b on b.attrelid = k.confrelid and b.attnum = u.there and b.attname = 'tenant_id')`,
    );
    // An incident may be shared: the referring table's policy checks that it is visible.
    expect([...new Set(plain.map((key) => key.target))]).toEqual(['security_incidents']);
    const unchecked = await query<{ table: string }>(
      `select c.relname as table from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'incident_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not exists (select from pg_policy p where p.polrelid = c.oid
         and pg_get_expr(p.polwithcheck, p.polrelid) ~ 'security_incidents')`,
    );
    expect(unchecked).toEqual([]);
  });
});

describe('the roles', () => {
  test('of the application and the feeds own nothing and cannot get round the policies', async () => {
    const roles = await query<Record<string, unknown>>(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit,
       (select count(*)::int from pg_class where relowner = r.oid) as owned,
       (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname in ('vigil_app', 'vigil_feed') order by 1`,
    );
    const harmless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolinherit: false,
      owned: 0,
      memberships: 0,
    };
    expect(roles).toEqual([
      { rolname: 'vigil_app', ...harmless },
      { rolname: 'vigil_feed', ...harmless },
    ]);
  });

  test('of the feeds reach the shared catalogue and nothing of a tenant', async () => {
    const tables = await query<{ name: string }>(
      `select distinct table_name::text as name from information_schema.role_table_grants where grantee = 'vigil_feed' order by 1`,
    );
    expect(tables.map((table) => table.name)).toEqual([
      'epss_scores',
      'feed_alarms',
      'feed_cursors',
      'feed_days',
      'feed_hosts',
      'feed_pending',
      'feed_rejects',
      'security_incidents',
    ]);
  });

  test('of the application can only append to the audit log and the timeline', async () => {
    const grants = await query<{ table: string; may: string }>(
      `select table_name::text as table, string_agg(lower(privilege_type), ' ' order by privilege_type) as may
       from information_schema.role_table_grants
       where grantee = 'vigil_app' and table_name in ('audit_log', 'tracking_events') group by 1 order by 1`,
    );
    expect(grants).toEqual([
      { table: 'audit_log', may: 'insert select' },
      { table: 'tracking_events', may: 'insert select' },
    ]);
  });
});
