import { sql } from 'kysely';
import type { CustomFeedPage, CustomFeedStep } from '../../../contracts/custom-feeds.ts';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import type { IndexState } from '../../../feeds/custom/read-source.ts';
import type { Validators } from '../../../feeds/definition/feed-clients.ts';
import { retryOnConflict } from '../../../db/retry-on-conflict.ts';
import type { CustomFeedDeps } from './feed-access.ts';
import type { StoredFeed } from '../feed-row.ts';
import { storeEntries, type StoredCounts } from './store-entries.ts';

/** What is remembered of a page of a list. */
export interface KnownPage {
  validators: Validators;
  next: string | null;
  entries: number;
  /** The reading that saw it last, by its beginning. */
  began: string;
}

/** How far a feed is read. */
export interface Cursor {
  /** Of a feed that comes as one document. */
  validators?: Validators;
  /** Of a CSAF provider. */
  indexes?: IndexState;
  /** The pages of a list by address, as they were read last. */
  pages?: Record<string, KnownPage>;
  /** Where the reading that is under way goes on in a list of pages. */
  at?: { url: string; number: number; entries: number; digest: string | null };
  /** When the reading that is under way began. */
  began?: string;
}

/** What a page commits beside its entries. */
interface Progress {
  cursor: Cursor;
  /** Nothing is left to read: the feed is as it was then. */
  freshUntil?: string;
  /** Entries or documents of the whole feed, where this page knows. */
  entries?: number;
  /** What else is written with it; how many incidents changed by that. */
  also?: (tx: TenantTx) => Promise<number>;
}

export const NOTHING: CustomFeedPage = { next: null, new: 0, changed: 0, rejected: 0 };

async function advance(tx: TenantTx, feed: StoredFeed, progress: Progress, counts: StoredCounts) {
  const { freshUntil = null, entries = null } = progress;
  await sql`
    update custom_feeds set cursor = ${json(progress.cursor)}::jsonb,
      fresh_until = greatest(fresh_until, ${freshUntil}::timestamptz), entries = coalesce(${entries}::int, entries),
      empty_since = case when ${entries}::int is null then empty_since
        when ${entries}::int > 0 then null when entries > 0 then now() else empty_since end,
      last_xid = pg_current_xact_id(), last_success_at = now(), failures = 0, next_run_at = null,
      last_error = case when ${freshUntil}::timestamptz is null then last_error end,
      last_error_code = case when ${freshUntil}::timestamptz is null then last_error_code end,
      failing_since = case when ${freshUntil}::timestamptz is null then failing_since end,
      new_total = new_total + ${counts.new}, changed_total = changed_total + ${counts.changed},
      rejected_total = rejected_total + ${counts.rejected}
    where id = ${feed.id}`.execute(tx.sql);
}

/**
 * Commits entries, what was set aside and the cursor in one transaction; null when the feed was changed or deleted
 * since it was loaded, and what was read of it is of no use.
 */
export async function commitPage(
  deps: CustomFeedDeps,
  feed: StoredFeed,
  entries: readonly ReadEntry[],
  progress: Progress,
): Promise<StoredCounts | null> {
  return retryOnConflict(() =>
    deps.db.withTenant(feed.tenant_id, async (tx) => {
      const { rows } = await sql<{ version: number }>`
        select version from custom_feeds where id = ${feed.id} and deleted_at is null and enabled for update`.execute(
        tx.sql,
      );
      if (rows[0]?.version !== feed.version) return null;
      const stored = await storeEntries(tx, feed, entries);
      const more = (await progress.also?.(tx)) ?? 0;
      const counts = { ...stored, changed: stored.changed + more };
      await advance(tx, feed, progress, counts);
      return counts;
    }),
  );
}

/** What a committed page came to; a feed that was changed meanwhile is read from its beginning. */
export const pageOf = (counts: StoredCounts | null, next: CustomFeedStep | null): CustomFeedPage =>
  counts === null ? { ...NOTHING, next: 'begin' } : { next, ...counts };
