import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Database, TenantTx } from '../../db/database.ts';
import { createTenant } from '../../db/seed/create-tenant.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { SYSTEM } from '../../services/access/audit/record.ts';
import { importVendors } from '../../services/register/import.ts';
import { parseRegister } from '../../services/register/parse-register.ts';

interface DemoTenant {
  slug: string;
  name: string;
  mailDomain: string;
  vendorFile: string;
}

const TENANTS: DemoTenant[] = [
  { slug: 'acme-bank', name: 'Acme Bank', mailDomain: 'acme-bank.example', vendorFile: 'vendors-1.json' },
  {
    slug: 'globex-health',
    name: 'Globex Health',
    mailDomain: 'globex-health.example',
    vendorFile: 'vendors-2.json',
  },
];

const PEOPLE: { name: string; mailbox: string; roles: Role[] }[] = [
  { name: 'Ada Admin', mailbox: 'ada.admin', roles: ['admin'] },
  { name: 'Ravi Reviewer', mailbox: 'ravi.reviewer', roles: ['security_reviewer'] },
  { name: 'Sofia Security', mailbox: 'sofia.security', roles: ['security_reviewer'] },
  { name: 'Carl Compliance', mailbox: 'carl.compliance', roles: ['compliance'] },
  { name: 'Vera Viewer', mailbox: 'vera.viewer', roles: ['viewer'] },
];

/** A demo tenant as seeded. */
export interface SeededTenant {
  id: string;
  slug: string;
  name: string;
}

/**
 * Seeds the two demo tenants with people, a register and an admin API key each; safe to repeat, what is there stays.
 * `vendorsDir` holds the registers; `apiKeys` are the plain keys, of which only hashes are stored.
 */
export async function seedDemo(
  db: Database,
  vendorsDir: string,
  apiKeys: readonly [string, string],
): Promise<SeededTenant[]> {
  const seeded: SeededTenant[] = [];
  for (const [index, tenant] of TENANTS.entries()) {
    const register = parseRegister(await readFile(`${vendorsDir}/${tenant.vendorFile}`, 'utf8'), 'json');
    const id = await createTenant(db, tenant, async (tx) => {
      await seedPeople(tx, tenant.mailDomain);
      await seedApiKey(tx, apiKeys[index] ?? '');
      await importVendors(tx, register.rows, { actor: SYSTEM });
    });
    seeded.push({ id, slug: tenant.slug, name: tenant.name });
  }
  return seeded;
}

async function seedPeople(tx: TenantTx, mailDomain: string): Promise<void> {
  const people = PEOPLE.map(({ name, mailbox, roles }) => ({
    id: uuidv7(),
    tenant_id: tx.tenantId,
    name,
    email: `${mailbox}@${mailDomain}`,
    roles,
  }));
  await tx.sql.insertInto('users').values(people).execute();
}

async function seedApiKey(tx: TenantTx, key: string): Promise<void> {
  const hash = createHash('sha256').update(key).digest('hex');
  await tx.sql
    .insertInto('api_keys')
    .values({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      name: 'Demo administrator',
      prefix: key.slice(0, 8),
      hash,
      roles: ['admin'],
    })
    .execute();
}
