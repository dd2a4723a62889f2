import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';

/** A scan that is said to be running, with the first run of its workflow. */
export interface RunningScan {
  id: string;
  workflow_id: string;
  run_id: string;
}

/** Looked at by one maintenance; the next one takes the rest. */
const MOST = 100;

/** The tenant's scans that have been running for some minutes, oldest first. */
export async function readRunningScans(tx: TenantTx): Promise<RunningScan[]> {
  return tx.sql
    .selectFrom('scans')
    .select(['id', 'workflow_id', 'run_id'])
    .where('status', '=', 'running')
    .where('started_at', '<', sql<string>`now() - interval '5 minutes'`)
    .orderBy('started_at')
    .limit(MOST)
    .execute();
}
