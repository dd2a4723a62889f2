/** Turns at a host: a tenant waits for itself, not for what others have queued. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createHostTurns } from '../../../src/services/custom-feeds/read/host-turns.ts';
import { openRig, type Rig } from '../monitoring/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
}, 120_000);
afterAll(() => rig.close());

let host: string;
beforeEach(() => {
  host = `${randomUUID()}.example`;
});

const turns = (tenantId: string = randomUUID()) => createHostTurns(rig.db, tenantId);
async function waited(turn: ReturnType<typeof turns>): Promise<number> {
  const began = performance.now();
  await turn(host, undefined);
  return performance.now() - began;
}

/** Until when the host is spoken for by whoever queues longest, and what time it is: seconds. */
async function taken(): Promise<{ until: number; now: number }> {
  const { rows } = await rig.db.withFeedRole((tx) =>
    sql<{ until: number; now: number }>`
      select extract(epoch from max(next_at))::float8 as until, extract(epoch from clock_timestamp())::float8 as now
      from feed_hosts where host = ${host}`.execute(tx.sql),
  );
  return rows[0] ?? { until: 0, now: 0 };
}

const othersAsk = (number: number) =>
  rig.db.withFeedRole((tx) =>
    sql`insert into feed_hosts (host, asker, next_at)
      select ${host}, gen_random_uuid(), now() + interval '1 minute' from generate_series(1, ${number}::int)`.execute(
      tx.sql,
    ),
  );

describe('a tenant', () => {
  test('asks a host once a second', async () => {
    const turn = turns();
    expect(await waited(turn)).toBeLessThan(900);
    expect(await waited(turn)).toBeGreaterThan(500);
  });

  test('that queues for a minute hinders itself, not another tenant, and is told of nobody else', async () => {
    const gone = new AbortController();
    const greedy = turns();
    const queued = Array.from({ length: 75 }, () =>
      greedy(host, gone.signal).catch((error: unknown) => error),
    );
    await expect(Promise.all(Array.from({ length: 5 }, () => greedy(host, undefined)))).rejects.toMatchObject(
      {
        code: 'rate_limited',
        message: `Too many of your feeds ask ${host} at the same time`,
      },
    );
    expect(await waited(turns())).toBeLessThan(900);
    gone.abort();
    await Promise.all(queued);
  });

  test('that gives up gives its turns back', async () => {
    const gone = new AbortController();
    const turn = turns();
    await turn(host, undefined);
    const first = await taken();
    const queued = Array.from({ length: 20 }, () => turn(host, gone.signal).catch(() => undefined));
    while ((await taken()).until < first.until + 15) await sleep(20);
    gone.abort();
    await Promise.all(queued);
    const { until, now } = await taken();
    expect(until - now).toBeLessThan(3);
  });

  test('cannot tell whether a few others ask a host, and goes slower where many do', async () => {
    await othersAsk(4);
    const few = turns();
    await few(host, undefined);
    expect(await waited(few)).toBeLessThan(1_900);
    await othersAsk(8);
    const many = turns();
    await many(host, undefined);
    expect(await waited(many)).toBeGreaterThan(1_900);
  });
});
