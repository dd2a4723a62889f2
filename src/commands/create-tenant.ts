import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../config/config.ts';
import { ConfigError, type Environment } from '../config/parse.ts';
import { openDatabase } from '../db/database.ts';
import { createTenant, findTenant } from '../db/seed/create-tenant.ts';
import { createLogger } from '../process/logger.ts';
import { hashOf, newKey, prefixOf } from '../services/access/keys/key-text.ts';
import { recordAudit, SYSTEM } from '../services/access/audit/record.ts';
import { connectClient } from '../temporal/client.ts';
import { monitorTenant } from '../../activities/maintenance/tenant-schedules.ts';

const STDERR = 2;
/** Milliseconds that the engine may take. */
const SCHEDULES_TIMEOUT_MS = 10_000;

const USAGE = 'vigil create-tenant --slug SLUG --name NAME --admin-email ADDRESS [--admin-name NAME]';

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        slug: { type: 'string' },
        name: { type: 'string' },
        'admin-email': { type: 'string' },
        'admin-name': { type: 'string' },
      },
    });
    const { slug = '', name = '', 'admin-email': email = '' } = values;
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug))
      throw new Error('--slug must be lower-case letters, digits and hyphens');
    if (name.trim() === '') throw new Error('--name must be the name of the company');
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      throw new Error('--admin-email must be the e-mail address of its administrator');
    return { slug, name: name.trim(), email, adminName: values['admin-name']?.trim() ?? email };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${USAGE}`);
  }
}

/**
 * Creates a tenant with its administrator, the seeded templates and the default configuration, starts its monitoring,
 * and prints one JSON object with the administrator's API key, which is shown only this once.
 */
export async function createTenantCommand(args: string[], env: Environment): Promise<number> {
  const { slug, name, email, adminName } = parse(args);
  const config = loadConfig(env);
  const db = await openDatabase(
    { app: config.database.url, feed: config.database.feedUrl ?? config.database.url },
    2,
  );
  try {
    if ((await findTenant(db, slug)) !== null) throw new ConfigError(`there is a tenant ${slug} already`);
    const client = await connectClient(config);
    const key = newKey();
    const id = await createTenant(db, { slug, name }, async (tx) => {
      const tenant_id = tx.tenantId;
      const user_id = uuidv7();
      await tx.sql
        .insertInto('users')
        .values({ id: user_id, tenant_id, email, name: adminName, roles: ['admin'] })
        .execute();
      const secret = { hash: hashOf(key), prefix: prefixOf(key) };
      await tx.sql
        .insertInto('api_keys')
        .values({ id: uuidv7(), tenant_id, name: 'First key', roles: ['admin'], user_id, ...secret })
        .execute();
      await recordAudit(tx, SYSTEM, {
        action: 'tenant.create',
        targetType: 'tenant',
        targetId: tenant_id,
        after: { slug, name },
      });
    });
    // The key is shown whatever becomes of the Schedules: the hourly maintenance makes what is missing.
    const logger = createLogger(config.logLevel, 'create-tenant', STDERR);
    await client
      .withDeadline(Date.now() + SCHEDULES_TIMEOUT_MS, () => monitorTenant({ client, db, logger }, id))
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'its monitoring begins with the next hourly maintenance');
      });
    await client.connection.close();
    process.stdout.write(`${JSON.stringify({ tenant_id: id, slug, admin: email, api_key: key }, null, 2)}\n`);
    return 0;
  } finally {
    await db.close();
  }
}
