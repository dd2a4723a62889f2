import { describe, expect, test } from '@jest/globals';
import { dueDate } from '../../../src/domain/response/due-date.ts';

describe('a due date', () => {
  test.each([
    ['calendar days', '2026-03-06T10:00:00.000Z', 3, 'UTC', false, '2026-03-09T10:00:00.000Z'],
    ['working days from a Friday', '2026-03-06T10:00:00.000Z', 3, 'UTC', true, '2026-03-11T10:00:00.000Z'],
    ['working days from a Saturday', '2026-03-07T10:00:00.000Z', 1, 'UTC', true, '2026-03-09T10:00:00.000Z'],
    // Friday evening in New York is Saturday in UTC: the tenant's own Friday counts.
    [
      "the weekend of the tenant's zone",
      '2026-03-06T02:00:00.000Z',
      1,
      'America/New_York',
      true,
      '2026-03-07T02:00:00.000Z',
    ],
    [
      'the same time of day across daylight saving',
      '2026-03-27T08:00:00.000Z',
      3,
      'Europe/Berlin',
      false,
      '2026-03-30T07:00:00.000Z',
    ],
    ['an unknown zone as UTC', '2026-03-06T10:00:00.000Z', 1, 'Mars/Base', false, '2026-03-07T10:00:00.000Z'],
    ['no days', '2026-03-06T10:00:00.000Z', 0, 'UTC', true, '2026-03-06T10:00:00.000Z'],
  ])('counts %s', (_what, now, days, timezone, workingDaysOnly, due) => {
    expect(dueDate(now, days, { timezone, workingDaysOnly })).toBe(due);
  });
});
