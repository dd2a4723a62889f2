/** PostgreSQL stops in the middle of transactions: every connection comes back with it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database } from '../../../src/db/database.ts';
import { startOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.ts';

const CONNECTIONS = 3;

let own: OwnDatabase;
let db: Database;

beforeAll(async () => {
  own = await startOwnDatabase('database-outage');
  db = await openDatabase({ app: own.urls.app, feed: own.urls.feed }, CONNECTIONS);
}, 120_000);

afterAll(() => own.drop(), 60_000);

const work = (statement = sql`select 1`) =>
  db
    .withoutTenant((tx) => statement.execute(tx.sql))
    .then(
      () => 'done',
      () => 'failed',
    );

const all = (statement?: ReturnType<typeof sql>) =>
  Promise.all(Array.from({ length: CONNECTIONS }, () => work(statement)));

test('transactions under way fail, later ones have every connection again, and the pool can be closed', async () => {
  const asleep = all(sql`select pg_sleep(60)`);
  await sleep(1_000);
  await own.stop();
  expect(await asleep).toEqual(Array(CONNECTIONS).fill('failed'));
  expect(await all()).toEqual(Array(CONNECTIONS).fill('failed'));
  await own.start();
  expect(await all(sql`select pg_sleep(1)`)).toEqual(Array(CONNECTIONS).fill('done'));
  const ended = await Promise.race([
    db.close().then(() => 'closed'),
    sleep(10_000, 'still open', { ref: false }),
  ]);
  expect(ended).toBe('closed');
}, 90_000);
