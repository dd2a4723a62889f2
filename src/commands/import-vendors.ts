import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, type Environment } from '../config/parse.ts';
import { openDatabase } from '../db/database.ts';
import { listTenants } from '../db/seed/create-tenant.ts';
import { databaseOf } from './database-of.ts';
import { Fault } from '../domain/fault.ts';
import { importVendors } from '../services/register/import.ts';
import { parseRegister } from '../services/register/parse-register.ts';

const USAGE = 'npm run --silent import-vendors -- FILE [--tenant SLUG]';

function parse(args: string[]): { file: string; slug: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { tenant: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error('name one FILE: a register as JSON or CSV');
    return { file, slug: values.tenant };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** JSON begins with a bracket; anything else is CSV. */
const formatOf = (text: string) => (/^\s*[[{]/.test(text) ? 'json' : 'csv');

function readRegister(file: string): ReturnType<typeof parseRegister> {
  try {
    const text = readFileSync(file, 'utf8');
    return parseRegister(text, formatOf(text));
  } catch (error) {
    const told = error instanceof Fault || (error as NodeJS.ErrnoException).code !== undefined;
    if (!told) throw error;
    throw new ConfigError(`${file}: ${(error as Error).message}`);
  }
}

/**
 * Brings a register into a tenant of a running stack, the first one unless `--tenant` names it, and prints one JSON
 * object with what became of it. Exit code 1 when a row was wrong; the others are in.
 */
export async function importVendorFile(args: string[], env: Environment): Promise<number> {
  const { file, slug } = parse(args);
  const { url, feedUrl } = await databaseOf(env);
  const { rows, faults } = readRegister(file);
  const db = await openDatabase({ app: url, feed: feedUrl ?? url }, 2);
  try {
    const tenants = await listTenants(db);
    const tenant = slug === undefined ? tenants[0] : tenants.find((other) => other.slug === slug);
    if (tenant === undefined) {
      const known = tenants.map((other) => other.slug).join(', ');
      throw new ConfigError(`there is no tenant ${slug ?? ''}; there are: ${known === '' ? 'none' : known}`);
    }
    const actor = { type: 'system', name: 'import-vendors' } as const;
    const { created, updated, unchanged, failed, errors } = await db.withTenant(tenant.id, (tx) =>
      importVendors(tx, rows, { actor }),
    );
    const wrong = new Set(faults.map(({ row }) => row)).size;
    const result = { tenant: tenant.slug, rows: rows.length + wrong, created, updated, unchanged };
    const all = { ...result, failed: failed + wrong, errors: [...faults, ...errors] };
    process.stdout.write(`${JSON.stringify(all)}\n`);
    return all.failed === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}
