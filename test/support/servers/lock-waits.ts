/** Waiting for somebody who waits for a lock. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../../src/db/database.ts';

/** Returns once somebody waits for a lock in this database. Throws after ten seconds. */
export async function waitUntilBlocked(db: Database): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await db.withoutTenant((tx) =>
      sql`select from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()`.execute(tx.sql),
    );
    if (rows.length > 0) return;
    await sleep(20);
  }
  throw new Error('Nothing waits for a lock');
}
