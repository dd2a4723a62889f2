import { sql } from 'kysely';
import type { TenantTx } from '../../db/database.ts';
import { FEEDS } from '../../feeds/registry.ts';

/** A shared source's state; one that was never read yet has no times. */
export interface FeedRow {
  id: string;
  source: string;
  healthy: boolean;
  fresh_until: string | null;
  covered_from: string | null;
  lag_seconds: number | null;
  last_success_at: string | null;
  last_error: string | null;
  last_error_at: string | null;
  failures: number;
  next_run_at: string | null;
  new_total: number;
  changed_total: number;
  rejected_total: number;
}

/** All shared sources. Healthy: its last try succeeded. `lag_seconds`: since it was last complete. */
export async function listFeeds(tx: TenantTx): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select s.source as id, s.source, coalesce(c.failures = 0 and c.last_success_at is not null, false) as healthy,
      c.fresh_until, c.covered_from,
      case when c.fresh_until is not null then greatest(0, extract(epoch from now() - c.fresh_until))::float8 end as lag_seconds,
      c.last_success_at, c.last_error, c.last_error_at, coalesce(c.failures, 0) as failures, c.next_run_at,
      coalesce(c.new_total, 0) as new_total, coalesce(c.changed_total, 0) as changed_total,
      coalesce(c.rejected_total, 0) as rejected_total
    from unnest(${FEEDS.map((feed) => feed.source)}::text[]) with ordinality as s (source, position)
    left join feed_cursors c on c.source = s.source order by s.position`.execute(tx.q);
  return rows;
}
