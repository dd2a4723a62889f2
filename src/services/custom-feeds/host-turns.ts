import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { FeedError } from '../../feeds/feed-error.ts';

/** Seconds between two requests to a host, and for how many of them one may queue. */
const SECONDS_APART = 1;
const LONGEST_QUEUE = 60;

/**
 * Waits until a host may be asked: one request a second, whichever tenant's feed, worker or preview asks. Throws
 * FeedError `rate_limited` when the queue is a minute long.
 */
export function createHostTurns(db: Database) {
  return async (host: string, signal: AbortSignal | undefined): Promise<void> => {
    const { rows } = await db.feed(({ q }) =>
      sql<{ wait_ms: number }>`
        insert into feed_hosts as h (host, next_at)
        values (${host}, clock_timestamp() + make_interval(secs => ${SECONDS_APART}))
        on conflict (host) do update set
          next_at = greatest(h.next_at, clock_timestamp()) + make_interval(secs => ${SECONDS_APART})
          where h.next_at < clock_timestamp() + make_interval(secs => ${LONGEST_QUEUE})
        returning (extract(epoch from next_at - clock_timestamp()) - ${SECONDS_APART}::int)::float8 * 1000 as wait_ms`.execute(
        q,
      ),
    );
    const [turn] = rows;
    if (turn === undefined) {
      throw new FeedError('rate_limited', `${host} is being asked by many feeds`, {
        retryAfterSeconds: LONGEST_QUEUE,
      });
    }
    if (turn.wait_ms > 0) await sleep(turn.wait_ms, undefined, signal === undefined ? {} : { signal });
  };
}
