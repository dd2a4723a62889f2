/** Tenants for tests: people of every role, and an API key of each. */
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../../src/db/database.ts';
import { createTenant } from '../../../src/db/seed/create-tenant.ts';
import { ROLES, type Role } from '../../../src/domain/vocabulary.ts';

export interface TestTenant {
  id: string;
  slug: string;
  /** A plain API key of each role; it belongs to that role's user. */
  keys: Record<Role, string>;
  users: Record<Role, { id: string; name: string; email: string }>;
}

/** A fresh tenant with one user and one API key per role, the seeded templates and the default configuration. */
export async function createTestTenant(
  db: Database,
  slug = `t-${randomBytes(4).toString('hex')}`,
): Promise<TestTenant> {
  const people = ROLES.map((role) => ({
    role,
    id: uuidv7(),
    name: `${role} of ${slug}`,
    email: `${role.replace('_', '-')}@${slug}.example`,
    key: `vgl_${randomBytes(24).toString('hex')}`,
  }));
  const id = await createTenant(db, { slug, name: `Tenant ${slug}` }, async (tx) => {
    await tx.sql
      .insertInto('users')
      .values(
        people.map(({ id, name, email, role }) => ({
          id,
          tenant_id: tx.tenantId,
          name,
          email,
          roles: [role],
        })),
      )
      .execute();
    await tx.sql
      .insertInto('api_keys')
      .values(
        people.map((person) => ({
          id: uuidv7(),
          tenant_id: tx.tenantId,
          name: `${person.role} key`,
          prefix: person.key.slice(0, 8),
          hash: createHash('sha256').update(person.key).digest('hex'),
          roles: [person.role],
          user_id: person.id,
        })),
      )
      .execute();
  });
  const byRole = <T>(pick: (person: (typeof people)[number]) => T) =>
    Object.fromEntries(people.map((person) => [person.role, pick(person)])) as Record<Role, T>;
  return {
    id,
    slug,
    keys: byRole(({ key }) => key),
    users: byRole(({ id, name, email }) => ({ id, name, email })),
  };
}
