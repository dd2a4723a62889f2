import { rateLimiter } from 'hono-rate-limiter';
import type { Database } from '../../../src/db/database.ts';
import { createRequestLimit } from '../../../src/services/access/limits/request-limit.ts';
import { addressOf, keyHolder, type ApiContext, type ApiEnv } from '../context.ts';
import { problem, ProblemError } from '../problem.ts';

const MINUTE_MS = 60_000;
const REFUSALS_A_MINUTE = 60;

/** Refuses what a key, or a person, asks beyond `most` requests a minute. */
export function limitRequests(db: Database, most: number) {
  const limit = createRequestLimit(db, { name: 'requests', most, windowMs: MINUTE_MS });
  return rateLimiter<ApiEnv>({
    windowMs: MINUTE_MS,
    limit: most,
    keyGenerator: ({ var: { principal } }) => keyHolder(principal),
    handler: (c) => problem(c, 'too-many-requests', { detail: `At most ${most} requests a minute.` }),
    store: {
      increment: async (holder) => {
        const { position, resetsInMs } = await limit.count(holder);
        return { totalHits: position, resetTime: new Date(Date.now() + resetsInMs) };
      },
      // Nothing is ever taken back: a failed request has cost as much.
      decrement: () => undefined,
      resetKey: () => undefined,
    },
  });
}

/** The problem that a limit is used up, until its window ends. */
export const tooMany = (detail: string, resetsInMs: number): ProblemError =>
  new ProblemError('too-many-requests', {
    detail,
    headers: { 'retry-after': String(Math.ceil(resetsInMs / 1000)) },
  });

/** Whether one of many is recorded: the first ones each, then at each doubling, which says how many there were. */
export const isRecorded = (position: number, each: number): boolean =>
  position <= each || Number.isInteger(Math.log2(position / each));

/** Slows down whoever tries keys, so that neither guessing nor filling the audit log pays. */
export interface RefusalLimit {
  /**
   * Counts a refused key or session, and has it recorded: of many, how many there were so far in this minute. Throws when
   * this address has been refused too often.
   */
  count(c: ApiContext, record: (inThisMinute: number | undefined) => Promise<void>): Promise<void>;
}

/**
 * Not `rateLimiter`, which counts every request of an address: behind one proxy, somebody's bad key must not shut the
 * others out.
 */
export function createRefusalLimit(db: Database): RefusalLimit {
  const limit = createRequestLimit(db, {
    name: 'refused sign-ins',
    most: REFUSALS_A_MINUTE,
    windowMs: MINUTE_MS,
  });
  return {
    async count(c, record) {
      const { position, resetsInMs } = await limit.count(addressOf(c) ?? '');
      if (isRecorded(position, REFUSALS_A_MINUTE))
        await record(position > REFUSALS_A_MINUTE ? position : undefined);
      if (position > REFUSALS_A_MINUTE)
        throw tooMany('Too many refused sign-ins from this address.', resetsInMs);
    },
  };
}
