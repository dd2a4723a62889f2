import type { Database } from '../../../src/db/database.ts';

/** How many responses of a tenant wait for a reviewer. */
export const countWaiting = (db: Database, tenantId: string): Promise<number> =>
  db.withTenant(tenantId, async (tx) => {
    const row = await tx.sql
      .selectFrom('vendor_security_tracking')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('phase', '=', 'awaiting_qualification')
      .executeTakeFirstOrThrow();
    return row.n;
  });
