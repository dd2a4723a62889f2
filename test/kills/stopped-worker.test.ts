/** Stopping the worker in the middle of many matches, when the database lets it wait: it ends in time. */
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { waitUntilBlocked } from '../support/servers/lock-waits.ts';
import { begin, expectEveryEffectOnce, MATCHES, reached, useManyMatches } from './many-matches.ts';

const start = useManyMatches();

test(`in the middle of ${MATCHES} matches a worker told to stop while PostgreSQL lets it wait ends in time, and leaves nothing half done`, async () => {
  const product = await start();
  await begin(product);
  const blocker = new pg.Client({ connectionString: product.database.urls.superuser });
  await blocker.connect();
  await blocker.query('begin; lock table tracking_events in exclusive mode');
  await waitUntilBlocked(product.db);
  const asked = Date.now();
  expect(await product.worker.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(30_000);
  await blocker.end();
  await product.worker.start();
  await reached(product, MATCHES);
  await expectEveryEffectOnce(product);
}, 400_000);
