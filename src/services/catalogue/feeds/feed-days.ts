import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import type { FeedDay } from '../../../domain/feeds/feed-yield.ts';
import type { PageYield } from './cursor.ts';

/** Days over which a source is compared with itself. */
const HISTORY_DAYS = 100;

/** A day of a source, UTC, as it is shown. */
export interface FeedDayRow {
  source: string;
  /** YYYY-MM-DD. */
  day: string;
  records: number;
  new: number;
  changed: number;
  unchanged: number;
  rejected: number;
  read_anew: number;
  with_vendor: number;
  pages: number;
  failures: number;
}

const TODAY = sql`(now() at time zone 'utc')::date`;

/** Adds a page to its source's day. */
export async function countPage(tx: Tx, source: string, page: PageYield): Promise<void> {
  await sql`
    insert into feed_days as d (source, day, records, new, changed, unchanged, rejected, read_anew, with_vendor, pages)
    values (${source}, ${TODAY}, ${page.records}, ${page.new}, ${page.changed}, ${page.unchanged}, ${page.rejected},
      ${page.readAnew}, ${page.withVendor}, 1)
    on conflict (source, day) do update set
      records = d.records + excluded.records, new = d.new + excluded.new, changed = d.changed + excluded.changed,
      unchanged = d.unchanged + excluded.unchanged, rejected = d.rejected + excluded.rejected,
      read_anew = d.read_anew + excluded.read_anew, with_vendor = d.with_vendor + excluded.with_vendor,
      pages = d.pages + 1`.execute(tx.sql);
}

/** Adds a failed try to its source's day. */
export async function countFailure(tx: Tx, source: string): Promise<void> {
  await sql`
    insert into feed_days as d (source, day, failures) values (${source}, ${TODAY}, 1)
    on conflict (source, day) do update set failures = d.failures + 1`.execute(tx.sql);
}

/** The days by source, oldest first, as far back as a source is compared with itself. */
export async function readDays(tx: Tx): Promise<Map<string, FeedDayRow[]>> {
  const { rows } = await sql<FeedDayRow>`
    select source, day::text, records, new, changed, unchanged, rejected, read_anew, with_vendor, pages, failures
    from feed_days where day > ${TODAY} - ${HISTORY_DAYS}::integer order by source, day`.execute(tx.sql);
  return Map.groupBy(rows, (row) => row.source);
}

/** A day as the rules of health read it. */
export const factsOf = (row: FeedDayRow): FeedDay => ({
  day: row.day,
  pages: row.pages,
  brought: row.new + row.changed,
  readAnew: row.read_anew,
  withVendor: row.with_vendor,
});
