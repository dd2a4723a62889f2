/** Killing the API and stopping PostgreSQL under requests that are sent again with their key: each happens exactly once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startOwnDatabase } from '../support/servers/own-database.ts';
import type { RunningProduct } from '../support/product/running-product.ts';
import { sized } from '../support/size.ts';
import { useManyMatches } from './many-matches.ts';

const start = useManyMatches();

const REQUESTS = sized(100, 400);
const AT_ONCE = 5;

/** Sends it until there is an answer that says what became of it, as a careful client would. */
async function send(product: RunningProduct, no: number): Promise<string> {
  const incident = { incident_type: 'security_alert', title: `Notice ${no}`, severity: 'low' };
  for (;;) {
    const answer = await product
      .call(product.first.keys.admin, 'POST', '/security-incidents', incident, {
        'idempotency-key': `notice-${no}`,
      })
      .catch(() => null);
    if (answer?.status === 201) return answer.body.id;
    const passing = answer === null || answer.status >= 500 || answer.status === 409;
    if (!passing) throw new Error(`Notice ${no} was answered with ${answer.status}`);
    await sleep(50);
  }
}

const stored = ({ db, first }: RunningProduct) =>
  db.withTenant(first.id, (tx) =>
    tx.sql
      .selectFrom('security_incidents')
      .select(['id', 'title'])
      .where('title', 'like', 'Notice %')
      .execute(),
  );

test(`${REQUESTS} requests with a key happen once each, though the API is killed and PostgreSQL stopped`, async () => {
  const database = await startOwnDatabase('keyed-requests-postgres');
  const product = await start({ database });
  const waiting = Array.from({ length: REQUESTS }, (_, no) => no);
  const answered = new Map<number, string>();
  const sending = Array.from({ length: AT_ONCE }, async () => {
    for (let no = waiting.shift(); no !== undefined; no = waiting.shift())
      answered.set(no, await send(product, no));
  });
  const reached = (share: number) =>
    product.until('requests to be answered', () => Promise.resolve(answered.size >= REQUESTS * share));

  await reached(0.2);
  await product.api.kill();
  await product.api.start();
  await reached(0.4);
  await database.stop();
  await database.start();
  await reached(0.6);
  await product.api.kill();
  await product.api.start();
  await Promise.all(sending);

  const rows = await stored(product);
  expect(rows.map(({ title }) => title).toSorted()).toEqual(
    Array.from({ length: REQUESTS }, (_, no) => `Notice ${no}`).toSorted(),
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual([...answered.values()].toSorted());
}, 400_000);
