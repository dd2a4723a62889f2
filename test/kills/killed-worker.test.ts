/** Killing the worker in the middle of many matches: nothing is lost, nothing is doubled. */
import { expect, test } from '@jest/globals';
import {
  begin,
  expectEveryEffectOnce,
  mailsOf,
  MATCHES,
  reached,
  useManyMatches,
  waiting,
} from './many-matches.ts';

const start = useManyMatches();

test(`in the middle of ${MATCHES} matches a worker killed with SIGKILL and started again leaves every effect exactly once`, async () => {
  const product = await start();
  await begin(product);
  await product.worker.kill();
  expect(await waiting(product)).toBeLessThan(MATCHES);
  await product.worker.start();
  await reached(product, MATCHES);
  await expectEveryEffectOnce(product);
  // A second copy exists only where the worker died between SMTP's answer and the commit: a handful at most.
  expect(mailsOf(product).length - MATCHES).toBeLessThanOrEqual(20);
}, 400_000);
