import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../../db/database.ts';
import { FeedError } from '../../../feeds/http/feed-error.ts';

/** Tenants that may ask a host once a second each; of more, each has its share of that rate. */
const TENANTS_AT_FULL_PACE = 5;
/** Seconds for which a tenant's own requests to a host may queue. */
const LONGEST_QUEUE = 60;

interface Turn {
  wait_ms: number;
  pace: number;
}

/** Takes the tenant's next turn at a host: when it is, and how many seconds it takes. Undefined: the queue is full. */
async function takeTurn(db: Database, host: string, tenantId: string): Promise<Turn | undefined> {
  const { rows } = await db.withFeedRole((tx) =>
    sql<Turn>`
      with others as (
        select count(*) as number from feed_hosts
        where host = ${host} and asker <> ${tenantId} and next_at > clock_timestamp()
      ), share as (
        select ceil((number + 1) / ${TENANTS_AT_FULL_PACE}::numeric)::float8 as pace from others
      )
      insert into feed_hosts as h (host, asker, next_at)
      select ${host}, ${tenantId}, clock_timestamp() + make_interval(secs => pace) from share
      on conflict (host, asker) do update set next_at = greatest(h.next_at, clock_timestamp())
          + (excluded.next_at - clock_timestamp())
        where h.next_at < clock_timestamp() + make_interval(secs => ${LONGEST_QUEUE})
      returning (select pace from share) as pace,
        greatest(extract(epoch from next_at - clock_timestamp())::float8 - (select pace from share), 0) * 1000
          as wait_ms`.execute(tx.sql),
  );
  return rows[0];
}

/** Gives a turn back that nobody waits for any more. */
async function giveBack(db: Database, host: string, tenantId: string, pace: number): Promise<void> {
  await db.withFeedRole((tx) =>
    sql`
      update feed_hosts set next_at = next_at - make_interval(secs => ${pace})
      where host = ${host} and asker = ${tenantId}`.execute(tx.sql),
  );
}

/**
 * Waits until a tenant may ask a host: once a second, whichever of its feeds, workers or previews asks. No tenant waits
 * for another one's queue; where more than five ask the same host at a time, each goes slower. Throws FeedError
 * `rate_limited` when the tenant's own queue is a minute long.
 */
export function createHostTurns(db: Database, tenantId: string) {
  return async (host: string, signal: AbortSignal | undefined): Promise<void> => {
    const turn = await takeTurn(db, host, tenantId);
    if (turn === undefined) {
      throw new FeedError('rate_limited', `Too many of your feeds ask ${host} at the same time`, {
        retryAfterSeconds: LONGEST_QUEUE,
      });
    }
    try {
      if (turn.wait_ms > 0) await sleep(turn.wait_ms, undefined, signal === undefined ? {} : { signal });
      signal?.throwIfAborted();
    } catch (error) {
      await giveBack(db, host, tenantId, turn.pace);
      throw error;
    }
  };
}
