import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../../db/database.ts';
import type { RejectedRecord } from '../../../domain/incidents/normalized-incident.ts';

const LONGEST_REASON = 1_000;

/** Keeps the records that did not parse, each with its reason, once; `seen` counts how often it came back. */
export async function keepRejects(tx: Tx, source: string, rejects: readonly RejectedRecord[]): Promise<void> {
  const once = new Map(
    rejects.map((reject) => [JSON.stringify([reject.externalId ?? null, reject.reason]), reject]),
  );
  if (once.size === 0) return;
  const rows = [...once.values()];
  await sql`
    insert into feed_rejects (id, source, external_id, reason, sample)
    select u.id, ${source}, u.external_id, u.reason, u.sample
    from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map((row) => row.externalId ?? null)}::text[],
      ${rows.map((row) => row.reason.slice(0, LONGEST_REASON))}::text[], ${rows.map((row) => row.sample)}::text[])
      as u (id, external_id, reason, sample)
    on conflict (source, external_id, reason)
    do update set seen = feed_rejects.seen + 1, sample = excluded.sample`.execute(tx.sql);
}

/** What was set aside of a source since then (ISO 8601), at most `limit`. */
export async function recentRejects(
  tx: Tx,
  source: string,
  { since, limit }: { since: string; limit: number },
): Promise<{ external_id: string | null; reason: string }[]> {
  return tx.sql
    .selectFrom('feed_rejects')
    .select(['external_id', 'reason'])
    .where('source', '=', source)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
}
