/** Which changes of a known match are put on its timeline. */
import { expect, test } from '@jest/globals';
import { isWorthReporting } from '../../../src/domain/matching/rematch.ts';

const told = { confidence: 0.9, evidenceKey: 'v|exact_name|acme', doubtful: false };

test.each([
  ['the same', {}, false],
  ['a small move', { confidence: 0.86 }, false],
  ['a move of five hundredths, up or down', { confidence: 0.85 }, true],
  ['another main reason', { evidenceKey: 'v|product|anvil' }, true],
  ['doubt', { doubtful: true }, true],
])('%s', (_what, change, expected) => {
  const now = { ...told, ...change };
  expect(isWorthReporting(told, now)).toBe(expected);
  expect(isWorthReporting(now, told)).toBe(expected);
});
