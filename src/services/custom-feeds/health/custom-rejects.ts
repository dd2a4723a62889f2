import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { cut } from '../../../domain/text/cut.ts';
import { readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** An entry that could not be read, by its own id where it has one. */
export interface CustomFeedRejectRow {
  externalId?: string;
  reason: string;
}

/** Latest reasons kept of one feed. */
const MOST_KEPT = 200;
const LONGEST_ID = 300;
const LONGEST_REASON = 500;

/** Keeps why entries were set aside, each once; nothing of the entries themselves. */
export async function keepCustomFeedRejects(
  tx: TenantTx,
  feedId: string,
  rejects: readonly CustomFeedRejectRow[],
): Promise<void> {
  const bounded = rejects.map(({ externalId, reason }) => ({
    externalId: externalId === undefined ? null : cut(externalId, LONGEST_ID),
    reason: cut(reason, LONGEST_REASON),
  }));
  const once = new Map(bounded.map((reject) => [JSON.stringify([reject.externalId, reject.reason]), reject]));
  if (once.size === 0) return;
  const rows = [...once.values()].slice(-MOST_KEPT);
  await sql`
    insert into custom_feed_rejects as r (id, tenant_id, feed_id, external_id, reason)
    select u.id, ${tx.tenantId}, ${feedId}, u.external_id, u.reason
    from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map((row) => row.externalId)}::text[],
      ${rows.map((row) => row.reason)}::text[]) as u (id, external_id, reason)
    on conflict (feed_id, external_id, reason) do update set seen = r.seen + 1`.execute(tx.sql);
  await sql`
    delete from custom_feed_rejects where feed_id = ${feedId} and id not in (
      select id from custom_feed_rejects where feed_id = ${feedId} order by updated_at desc, id desc limit ${MOST_KEPT})`.execute(
    tx.sql,
  );
}

/** Why an entry was set aside, as it is shown. */
export interface RejectRow {
  id: string;
  external_id: string | null;
  reason: string;
  seen: number;
  created_at: string;
  updated_at: string;
}

/** What of a feed was set aside, latest first. */
export function listCustomFeedRejects(
  tx: TenantTx,
  feedId: string,
  page: PageRequest,
): Promise<Page<RejectRow>> {
  return readPage<RejectRow>(tx, {
    select: sql`r.id, r.external_id, r.reason, r.seen, r.created_at, r.updated_at`,
    from: sql`custom_feed_rejects r`,
    where: [sql`r.feed_id = ${feedId}`],
    id: sql`r.id`,
    sorts: { updated_at: [sql`r.updated_at`, 'timestamptz'] },
    sort: '-updated_at',
    page,
  });
}
