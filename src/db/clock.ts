import { sql } from 'kysely';
import type { Database, Tx } from './database.ts';

/** The database's clock, ISO 8601: the one clock that all workers share. */
export const databaseNow = (db: Database): Promise<string> => db.withFeedRole(transactionNow);

/** The same within a transaction: as it is at this moment, not when the transaction began. */
export async function transactionNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx.sql);
  return rows[0]?.now ?? new Date().toISOString();
}
