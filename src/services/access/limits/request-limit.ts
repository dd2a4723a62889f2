/** Requests counted in PostgreSQL, so that a limit holds for all API processes together. */
import { sql } from 'kysely';
import type { Database } from '../../../db/database.ts';

export interface RequestLimitOptions {
  /** Counts of one name are counted together. */
  name: string;
  /** Requests in a window, which begins with a holder's first one. */
  most: number;
  windowMs: number;
}

/** Where a request stands in its holder's window. */
export interface Position {
  /** 1 for the first. A holder's requests have distinct positions, whichever process they reached. */
  position: number;
  /** Milliseconds until the window ends. */
  resetsInMs: number;
}

export interface RequestLimit {
  /** Counts a request. The caller refuses one whose position is beyond the limit. */
  count(holder: string): Promise<Position>;
}

/** Positions that this process may give without asking again. */
interface Share {
  next: number;
  last: number;
  /** On the clock of `performance.now()`. */
  endsAt: number;
}

/** A share is this part of the limit: what a process has left over of it at the window's end is given to nobody. */
const SHARES = 100;
/** Holders that are remembered; beyond them the shares of windows that have ended are dropped. */
const REMEMBERED = 10_000;

/** A limit of one name. Each process takes a share of the positions at a time, so most requests cost no query. */
export function createRequestLimit(db: Database, options: RequestLimitOptions): RequestLimit {
  const size = Math.max(1, Math.floor(options.most / SHARES));
  const shares = new Map<string, Promise<Share>>();

  const take = (holder: string): Promise<Share> => {
    if (shares.size >= REMEMBERED) shares.clear();
    const taken = takeShare(db, options, holder, size);
    shares.set(holder, taken);
    return taken;
  };

  return {
    async count(holder) {
      for (;;) {
        const pending = shares.get(holder) ?? take(holder);
        try {
          const share = await pending;
          const resetsInMs = share.endsAt - performance.now();
          if (share.next <= share.last && resetsInMs > 0) return { position: share.next++, resetsInMs };
        } catch (error) {
          if (shares.get(holder) === pending) shares.delete(holder);
          throw error;
        }
        if (shares.get(holder) === pending) shares.delete(holder);
      }
    },
  };
}

async function takeShare(
  db: Database,
  { name, windowMs }: RequestLimitOptions,
  holder: string,
  size: number,
): Promise<Share> {
  const width = sql`make_interval(secs => ${windowMs / 1000})`;
  const over = sql`counted.window_start + ${width} <= excluded.window_start`;
  const { rows } = await db.withoutTenant((tx) =>
    sql<{ hits: number; ends_in: number }>`
      insert into request_counts as counted (limit_name, holder, window_start, hits)
      values (${name}, ${holder}, clock_timestamp(), ${size})
      on conflict (limit_name, holder) do update set
        hits = case when ${over} then 0 else counted.hits end + excluded.hits,
        window_start = case when ${over} then excluded.window_start else counted.window_start end
      returning hits::double precision as hits,
        extract(epoch from window_start + ${width} - clock_timestamp())::double precision as ends_in`.execute(
      tx.sql,
    ),
  );
  const { hits = 0, ends_in: endsIn = 0 } = rows[0] ?? {};
  return { next: hits - size + 1, last: hits, endsAt: performance.now() + endsIn * 1000 };
}
