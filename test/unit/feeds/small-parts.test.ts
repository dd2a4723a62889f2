import { describe, expect, test } from '@jest/globals';
import { daysBefore, windowsOf } from '../../../src/feeds/definition/days-back.ts';
import { chunkCveIds } from '../../../src/feeds/sources/epss/client.ts';
import { parseCpe } from '../../../src/feeds/normalize/cpe.ts';
import { parseRetryAfter } from '../../../src/feeds/http/retry-after.ts';

describe('Retry-After', () => {
  const now = Date.parse('2024-03-01T00:00:00Z');
  test.each([
    ['30', 30],
    ['Fri, 01 Mar 2024 00:02:00 GMT', 120],
    ['Fri, 01 Mar 2024 00:00:00 GMT', 0],
    ['Thu, 29 Feb 2024 00:00:00 GMT', 0],
    ['99999999', 86_400],
    ['soon', undefined],
    ['-5', undefined],
    [null, undefined],
  ])('%s means %s seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});

test('windows of last modification join and are at most 120 days', () => {
  const windows = windowsOf('2024-01-01T00:00:00.000Z', '2024-12-31T00:00:00.000Z', 120);
  expect(windows.map((w) => w.start.slice(0, 10))).toEqual([
    '2024-01-01',
    '2024-04-30',
    '2024-08-28',
    '2024-12-26',
  ]);
  expect(windows.slice(1).every((w, i) => w.start === windows[i]?.end)).toBe(true);
  expect(windows.at(-1)?.end).toBe('2024-12-31T00:00:00.000Z');
});

test('days back must be a number from 0 on', () => {
  expect(daysBefore(new Date('2024-03-08T00:00:00Z'), 7)).toBe('2024-03-01T00:00:00.000Z');
  expect(() => daysBefore(new Date(), Number.NaN)).toThrow(RangeError);
});

test('CVE ids go to EPSS in requests of at most 2,000 characters, each once', () => {
  const ids = Array.from({ length: 500 }, (_, i) => `CVE-2024-${String(10_000 + i)}`);
  const chunks = chunkCveIds([...ids, ...ids]);
  expect(chunks.flat()).toEqual(ids);
  expect(chunks.length).toBeGreaterThan(1);
  expect(chunks.every((chunk) => chunk.join(',').length <= 2_000)).toBe(true);
});

test('a CPE is read past escaped colons, and anything else is none', () => {
  expect(parseCpe('cpe:2.3:a:foo\\:bar:b\\&q:1.0:*:*:*:*:node.js:*:*')).toMatchObject({
    vendor: 'foo:bar',
    product: 'b&q',
    version: '1.0',
    productCpe: 'cpe:2.3:a:foo\\:bar:b\\&q:*:*:*:*:*:node.js:*:*',
  });
  expect(parseCpe('cpe:/a:foo:bar')).toBeUndefined();
});
