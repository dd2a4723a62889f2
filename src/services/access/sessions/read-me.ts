import { found } from '../../../domain/fault.ts';
import type { TenantTx } from '../../../db/database.ts';

/** The tenant, and the person where there is one. */
export interface Whereabouts {
  tenant: { id: string; slug: string; name: string };
  user: { id: string; name: string; email: string } | null;
}

/** Tenant and user of whoever is signed in. */
export async function readWhereabouts(tx: TenantTx, userId: string | null): Promise<Whereabouts> {
  const tenant = await tx.sql.selectFrom('tenants').select(['id', 'slug', 'name']).executeTakeFirst();
  const user =
    userId === null
      ? undefined
      : await tx.sql
          .selectFrom('users')
          .select(['id', 'name', 'email'])
          .where('id', '=', userId)
          .executeTakeFirst();
  return { tenant: found(tenant, 'tenant'), user: user ?? null };
}
