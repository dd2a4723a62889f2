/** Dates as feeds write them. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { timeOf } from '../../../src/feeds/custom/entry.ts';

const TEN = '2025-06-03T10:00:00.000Z';
const MIDNIGHT = '2025-06-03T00:00:00.000Z';
const EIGHT = '2025-06-03T08:00:00.000Z';

const CASES: readonly (readonly [given: string, time: string | null])[] = [
  ['2025-06-03 10:00:00 UTC', TEN],
  ['2025-06-03T10:00:00+02', EIGHT],
  ['2025-06-03 10:00:00.364419679 +0200 CEST', '2025-06-03T08:00:00.364Z'],
  ['2025-06-03 10:00:00 +0200 CEST m=+0.000123', EIGHT],
  ['2025-06-03T10:00:00,5Z', '2025-06-03T10:00:00.500Z'],
  ['2025-06-03T10:00:00+02:00[Europe/Berlin]', EIGHT],
  ['2025-06-03T10:00Z', TEN],
  ['2025-06-03 10:00 GMT+2', EIGHT],
  ['2025-06-03+02:00', '2025-06-02T22:00:00.000Z'],
  ['2025/06/03 10:00', TEN],
  ['2025-6-3 9:05', '2025-06-03T09:05:00.000Z'],
  ['20250603T100000Z', TEN],
  ['20250603', MIDNIGHT],
  ['2025年6月3日 10:00', TEN],
  ['Tue, 03 Jun 2025 10:00:00', TEN],
  ['TUE,3 JUN 2025 10:00:00', TEN],
  ['Tue, 03 Jun 2025 10:00:00 CEST', EIGHT],
  ['Tue, 3 Jun 25 10:00:00 EST', '2025-06-03T15:00:00.000Z'],
  ['Tue, 03 Jun 2025 10:00:00 -0000', TEN],
  ['Tue, 03 Jun 2025 10:00:00 XYZ', TEN],
  ['Tue Jun  3 10:00:00 UTC 2025', TEN],
  ['Tue Jun 03 2025 10:00:00 GMT+0200 (Central European Summer Time)', EIGHT],
  ['June 3, 2025 10:00 PM', '2025-06-03T22:00:00.000Z'],
  ['June 3rd, 2025 12:05 a.m. EDT', '2025-06-03T04:05:00.000Z'],
  ['03-Jun-2025', MIDNIGHT],
  ['03.06.2025 10:00', TEN],
  ['3.6.2025, 10:00:00', TEN],
  ['13/06/2025', '2025-06-13T00:00:00.000Z'],
  ['06/13/2025', '2025-06-13T00:00:00.000Z'],
  ['Di, 3. Juni 2025 um 10:00 Uhr', TEN],
  ['mar. 3 juin 2025 10:00', TEN],
  ['3 de junio de 2025', MIDNIGHT],
  ['2025-02-30', null],
  ['2025-06-03T25:00:00Z', null],
  ['June 31, 2025', null],
  ['Version 3 of 2025', null],
  ['Tue 03 Jun 2025 10:00:00 Europe/Nowhere', null],
];

describe('a date', () => {
  test.each(CASES)('%s is %s', (given, time) => expect(timeOf(given)).toBe(time));

  test('is the same wherever this runs', () => {
    const entry = new URL('../../../src/feeds/custom/entry.ts', import.meta.url).href;
    const code = `const { timeOf } = await import(${JSON.stringify(entry)});
      console.log(JSON.stringify(${JSON.stringify(CASES.map(([given]) => given))}.map((given) => timeOf(given))));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      env: { ...process.env, TZ: 'America/New_York', NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual(CASES.map(([, time]) => time));
  });
});
