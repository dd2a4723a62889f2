import { sql } from 'kysely';
import type { CustomFeedRef } from '../../../contracts/custom-feeds.ts';
import type { AskedFeed } from '../../../contracts/payloads.ts';
import type { Database, TenantTx } from '../../../db/database.ts';
import { cut } from '../../../domain/text/cut.ts';
import {
  NO_TOTALS,
  readFreshness,
  standingOf,
  type Freshness,
  type ReadingRow,
} from '../../catalogue/feeds/freshness.ts';

/** A tenant's feed that its cycle may ask. */
export interface CustomFeedName {
  id: string;
  name: string;
}

/** The tenant's feeds that are switched on, by name. */
export async function readCustomFeeds(tx: TenantTx): Promise<CustomFeedName[]> {
  return tx.sql
    .selectFrom('custom_feeds')
    .select(['id', 'name'])
    .where('enabled', '=', true)
    .where('deleted_at', 'is', null)
    .orderBy('name')
    .execute();
}

interface Row extends ReadingRow {
  id: string;
  enabled: boolean;
}

function judge(row: Row | undefined, asked: Pick<AskedFeed, 'freshAfter'> & { askedAt?: string }) {
  // Switched off or deleted meanwhile: there is nothing to wait for.
  if (!row?.enabled) return { fresh: false, covered: false, gaveUp: true, error: null, totals: NO_TOTALS };
  const covered = row.fresh_until !== null && row.fresh_until >= asked.freshAfter;
  return standingOf(row, covered, asked.askedAt);
}

/** How the tenant's custom feeds stand; like a shared source, one counts once its last transaction is seen by everybody. */
export async function readCustomFreshness(
  tx: TenantTx,
  asked: readonly (Pick<AskedFeed, 'source' | 'freshAfter'> & { askedAt?: string })[],
): Promise<Freshness[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Row>`
    select id, enabled and deleted_at is null as enabled, fresh_until, last_error, last_error_at, next_run_at, failures,
      new_total, changed_total, rejected_total, last_xid < pg_snapshot_xmin(pg_current_snapshot()) as visible
    from custom_feeds where id = any(${asked.map((feed) => feed.source)}::uuid[])`.execute(tx.sql);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return asked.map((feed) => ({ source: feed.source, ...judge(byId.get(feed.source), feed) }));
}

/** How all that a cycle asked stands, shared and own, in the order in which it was asked. */
export async function readAllFreshness(tx: TenantTx, asked: readonly AskedFeed[]): Promise<Freshness[]> {
  const own = await readCustomFreshness(
    tx,
    asked.filter((feed) => feed.ofTenant !== undefined),
  );
  const shared = await readFreshness(
    tx,
    asked.filter((feed) => feed.ofTenant === undefined),
  );
  return asked.map((feed) => {
    const state = feed.ofTenant === undefined ? shared.shift() : own.shift();
    if (state === undefined) throw new Error('A source was asked that has no state');
    return state;
  });
}

/** Records a failed try. `retryInSeconds` is null when the feed is left alone until somebody asks again. */
export async function recordCustomFeedFailure(
  db: Database,
  { tenantId, feedId }: CustomFeedRef,
  { message, code }: { message: string; code: string | null },
  retryInSeconds: number | null,
): Promise<void> {
  await db.withTenant(tenantId, (tx) =>
    sql`
    update custom_feeds set last_error = ${cut(message, 1_000)}, last_error_at = clock_timestamp(),
      last_error_code = ${code}, failures = failures + 1, failing_since = coalesce(failing_since, now()), next_run_at = now() + make_interval(secs => ${retryInSeconds})
    where id = ${feedId}`.execute(tx.sql),
  );
}

/** A feed whose tries are over is left alone until somebody asks again; what its last try recorded stays. */
export async function leaveAlone(db: Database, { tenantId, feedId }: CustomFeedRef): Promise<void> {
  await db.withTenant(tenantId, (tx) =>
    sql`
    update custom_feeds set last_error = case when failures > 0 then last_error else 'It was not read in time' end,
      last_error_at = clock_timestamp(), failures = greatest(failures, 1),
      failing_since = coalesce(failing_since, now()), next_run_at = null
    where id = ${feedId}`.execute(tx.sql),
  );
}
