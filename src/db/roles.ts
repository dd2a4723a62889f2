import pg from 'pg';

/** Passwords of the login roles. */
export interface RolePasswords {
  owner: string;
  app: string;
  feed: string;
}

/**
 * Creates Vigil's roles and its database on a server where `superuserUrl` may do so; safe to repeat.
 *
 * - `vigil_owner` owns the tables and runs migrations; it is bound by the forced policies like everybody.
 * - `vigil_app` serves one tenant per transaction; `vigil_feed` writes the shared incidents.
 * - `vigil_lookup` cannot log in; it owns the few functions that run before a tenant is known.
 */
export async function bootstrapRoles(
  superuserUrl: string,
  passwords: RolePasswords,
  database = 'vigil',
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const [role, password] of [
      ['vigil_owner', passwords.owner],
      ['vigil_app', passwords.app],
      ['vigil_feed', passwords.feed],
    ] as const) {
      await ensureRole(client, role);
      await client.query(
        `alter role ${role} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`,
      );
    }
    await ensureRole(client, 'vigil_lookup');
    await client.query('alter role vigil_lookup nologin nosuperuser nobypassrls');
    // The owner does not inherit from the lookup role: it may hand functions to it, not read through it.
    await client.query('grant vigil_lookup to vigil_owner');
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(database)} owner vigil_owner`);
  });
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  await withClient(url.href, async (client) => {
    // A function can only be handed to a role that may create in its schema.
    await client.query('alter schema public owner to vigil_owner');
    await client.query('grant create on schema public to vigil_lookup');
  });
}

async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`create role ${role}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
