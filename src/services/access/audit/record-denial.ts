import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';

/** Records a sign-in that was refused before a tenant was known; only the owner of the database can read it. */
export async function recordDenial(
  db: Database,
  denial: {
    reason: string;
    ip: string | null;
    requestId: string;
    /** The beginning of the key, or nothing. */
    prefix: string;
    /** How many there were of this address in the last minute, where not each is recorded. */
    many?: number | undefined;
  },
): Promise<void> {
  await db.withoutTenant(async (tx) => {
    await tx.sql
      .insertInto('audit_log')
      .values({
        id: uuidv7(),
        tenant_id: null,
        actor_type: 'anonymous',
        actor_id: null,
        actor_name: null,
        action: 'session.deny',
        target_type: null,
        target_id: null,
        before: null,
        after: json({
          reason: denial.reason,
          ...(denial.prefix !== '' && { key: denial.prefix }),
          ...(denial.many !== undefined && { in_this_minute: denial.many }),
        }),
        ip: denial.ip,
        request_id: denial.requestId,
      })
      .execute();
  });
}
