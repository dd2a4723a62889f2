import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../db/database.ts';
import type { RejectedRecord } from '../../domain/normalized-incident.ts';

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
    do update set seen = feed_rejects.seen + 1, sample = excluded.sample`.execute(tx.q);
}
