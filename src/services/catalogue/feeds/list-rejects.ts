import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import { FEEDS } from '../../../feeds/registry.ts';
import { readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** A record that could not be read, and why. */
export interface RejectRow {
  id: string;
  source: string;
  /** Null where the record does not even give away its name. */
  external_id: string | null;
  reason: string;
  /** How often it came. */
  seen: number;
  first_seen_at: string;
  last_seen_at: string;
  /** Its beginning as text, at most 2,000 characters. */
  sample: string;
}

/** What was set aside of a source, the latest first; null where there is no such source. */
export async function listRejects(
  tx: Tx,
  source: string,
  page: PageRequest,
): Promise<Page<RejectRow> | null> {
  if (!FEEDS.some((feed) => feed.source === source)) return null;
  return readPage<RejectRow>(tx, {
    select: sql`r.id, r.source, r.external_id, r.reason, r.seen, r.created_at as first_seen_at,
      r.updated_at as last_seen_at, left(r.sample, 2000) as sample`,
    from: sql`feed_rejects r`,
    where: [sql`r.source = ${source}`],
    id: sql`r.id`,
    sorts: { last_seen_at: [sql`r.updated_at`, 'timestamptz'] },
    sort: '-last_seen_at',
    page,
  });
}
