import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { readPage, type Page, type PageRequest } from '../../../db/keyset.ts';
import { FEED_COLUMNS, judged, type CustomFeedRow, type FeedColumns } from '../feed-row.ts';

/** The tenant's custom feeds with their health, by name. */
export async function listCustomFeeds(tx: TenantTx, page: PageRequest): Promise<Page<CustomFeedRow>> {
  const found = await readPage<FeedColumns>(tx, {
    select: FEED_COLUMNS,
    from: sql`custom_feeds f`,
    where: [sql`f.deleted_at is null`],
    id: sql`f.id`,
    sorts: { name: [sql`lower(f.name)`, 'text'] },
    sort: 'name',
    page,
  });
  return { ...found, rows: found.rows.map(judged) };
}
