import { expect, test } from '@jest/globals';
import { FEEDS } from '../../../src/feeds/registry.ts';
import { FEED_VARIABLES } from '../../../src/feeds/variables.ts';

test('configuration knows the variables of every source', () => {
  expect(FEED_VARIABLES).toEqual(
    Object.fromEntries(FEEDS.map(({ source, variables }) => [source, variables])),
  );
});
