import { v7 as uuidv7 } from 'uuid';
import type { Database, TenantTx } from '../database.ts';
import { json } from '../parsers.ts';
import { ASSESSMENT_TEMPLATES, PROCESS_TEMPLATES } from './templates.ts';

/** A new tenant's names; `slug` is unique and stays. */
export interface NewTenant {
  slug: string;
  name: string;
}

/**
 * Creates a tenant with the seeded templates and the default configuration, and lets `more` add to it in the same
 * transaction. Returns its id; an existing slug is answered with the existing id and `more` is not run.
 */
export async function createTenant(
  db: Database,
  tenant: NewTenant,
  more: (tx: TenantTx) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const existing = await findTenant(db, tenant.slug);
  if (existing !== null) return existing;
  const id = uuidv7();
  await db.withTenant(id, async (tx) => {
    await tx.sql.insertInto('tenants').values({ id, slug: tenant.slug, name: tenant.name }).execute();
    await tx.sql
      .insertInto('assessments')
      .values(
        ASSESSMENT_TEMPLATES.map((t) => ({
          id: uuidv7(),
          tenant_id: id,
          ...t,
          questions: json(t.questions),
        })),
      )
      .execute();
    await tx.sql
      .insertInto('workflow_configurations')
      .values(PROCESS_TEMPLATES.map((t) => ({ id: uuidv7(), tenant_id: id, ...t, steps: json(t.steps) })))
      .execute();
    await tx.sql.insertInto('security_monitoring_configs').values({ id: uuidv7(), tenant_id: id }).execute();
    await more(tx);
  });
  return id;
}

/** The id of the tenant with this slug, or null. */
export async function findTenant(db: Database, slug: string): Promise<string | null> {
  return (await listTenants(db)).find((tenant) => tenant.slug === slug)?.id ?? null;
}

/** All tenants, oldest first. */
export async function listTenants(db: Database): Promise<{ id: string; slug: string; name: string }[]> {
  return db.withoutTenant(async ({ em }) =>
    em
      .getConnection()
      .execute('select id, slug, name from lookup_tenants()', [], 'all', em.getTransactionContext()),
  );
}
