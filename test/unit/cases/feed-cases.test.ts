import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { faultsOf, type FeedCase } from './run-feed-case.ts';

/** The files of this folder whose cases come in through a feed, a register or a clock. */
const FILES = readdirSync(import.meta.dirname).filter((name) => /^(?:0[67]|1[2-9])-.*\.json$/.test(name));

for (const file of FILES) {
  const { fault, cases } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as {
    fault: string;
    cases: FeedCase[];
  };
  describe(fault, () => {
    test.each(cases.map((one) => [one.id, one.says ?? '', one] as const))('%s %s', (_, __, one) => {
      expect(faultsOf(one)).toEqual([]);
    });
  });
}
