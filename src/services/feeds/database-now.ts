import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/** The database's clock, ISO 8601: the one clock that all workers share. */
export async function databaseNow(db: Database): Promise<string> {
  return db.feed(async (tx) => {
    const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx.q);
    return rows[0]?.now ?? new Date().toISOString();
  });
}
