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
    // Friday 23:30, one hour before the clock goes forward on the Sunday that is no working day.
    [
      'a working day across daylight saving',
      '2026-03-27T22:30:00.000Z',
      1,
      'Europe/Berlin',
      true,
      '2026-03-30T21:30:00.000Z',
    ],
    [
      'a working day when the clock goes back',
      '2026-10-30T04:30:00.000Z',
      1,
      'America/New_York',
      true,
      '2026-11-02T05:30:00.000Z',
    ],
    // 2:30 is left out that night: the clock shows 3:30 when 2:30 would have been.
    [
      'a time that the clock leaves out',
      '2026-03-28T01:30:00.000Z',
      1,
      'Europe/Berlin',
      false,
      '2026-03-29T01:30:00.000Z',
    ],
    // 2:30 comes twice: the first one counts.
    [
      'a time that the clock shows twice',
      '2026-10-24T00:30:00.000Z',
      1,
      'Europe/Berlin',
      false,
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'a calendar that left out a day',
      '2011-12-29T10:30:00.000Z',
      1,
      'Pacific/Apia',
      false,
      '2011-12-30T10:30:00.000Z',
    ],
    ['an unknown zone as UTC', '2026-03-06T10:00:00.000Z', 1, 'Mars/Base', false, '2026-03-07T10:00:00.000Z'],
    ['no days', '2026-03-06T10:00:00.000Z', 0, 'UTC', true, '2026-03-06T10:00:00.000Z'],
  ])('counts %s', (_what, now, days, timezone, workingDaysOnly, due) => {
    expect(dueDate(now, days, { timezone, workingDaysOnly })).toBe(due);
  });
});
