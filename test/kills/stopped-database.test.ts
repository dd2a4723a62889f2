/** Killing the API and stopping PostgreSQL in the middle of many matches: nothing is lost, nothing is doubled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startOwnDatabase } from '../support/servers/own-database.ts';
import { begin, expectEveryEffectOnce, MATCHES, reached, useManyMatches } from './many-matches.ts';

const start = useManyMatches();

test(`in the middle of ${MATCHES} matches a killed API and 20 seconds without PostgreSQL lose nothing`, async () => {
  const database = await startOwnDatabase('stopped-postgres');
  const product = await start({ database });
  await begin(product, () => product.api.kill());
  await database.stop();
  await sleep(20_000);
  await database.start();
  await product.api.start();
  await reached(product, MATCHES);
  await expectEveryEffectOnce(product);
  const [row] = (await product.call(product.first.keys.viewer, 'GET', '/trackings?limit=1')).body;
  expect(row.phase).toBe('awaiting_qualification');
  expect(await product.worker.stop()).toBe(0);
}, 400_000);
