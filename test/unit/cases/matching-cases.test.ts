import { expect, test } from '@jest/globals';
import { match } from '../matching/cases.ts';
import { readMatchingCases } from './read-cases.ts';

test.each(readMatchingCases())('$fault: $id', ({ register, incident, isMatch }) => {
  expect(match(register, incident).some(({ vendorId }) => vendorId === 'v0')).toBe(isMatch);
});
