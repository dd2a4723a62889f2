/** Texts in place of a version, as CNAs write them: whom they name, whom they rule out, and whom they leave in doubt. */
import { describe, expect, test } from '@jest/globals';
import type { AffectedVersions } from '../../../src/domain/incidents/incident.ts';
import { isAffectedVersion } from '../../../src/domain/incidents/versions.ts';
import { productsOfCna } from '../../../src/feeds/normalize/affected.ts';
import { productsOfCpe } from '../../../src/feeds/normalize/cpe-products.ts';
import type { CnaVersion } from '../../../src/feeds/normalize/version-ranges.ts';

const rangesOf = (...versions: CnaVersion[]): AffectedVersions[] =>
  productsOfCna([{ vendor: 'V', product: 'P', defaultStatus: 'unaffected', versions }], 'cve-org')[0]
    ?.versions ?? [];
const affected = (entry: CnaVersion) => rangesOf({ status: 'affected', ...entry });

type Expected = Record<string, boolean | 'unknown'>;
const judged = (ranges: AffectedVersions[], versions: Expected): Expected =>
  Object.fromEntries(Object.keys(versions).map((version) => [version, isAffectedVersion(version, ranges)]));

const CASES: readonly (readonly [text: string, expected: Expected])[] = [
  ['4.1, 4.2 and 4.3', { '4.2': true, '4.3': true, '4.4': false }],
  ['4.1/4.2/4.3', { '4.2': true, '4.4': false }],
  ['1.0, 2.0 2.1, 3.0', { '2.1': true, '3.1': false }],
  ['All versions < V4.2', { '4.1': true, '4.2': false }],
  ['All versions >= V4.0 < V4.2', { '3.9': false, '4.1': true, '4.2': false }],
  ['V4.0 < V4.2', { '3.9': false, '4.1': true, '4.2': false }],
  ['< 1.0, >= 2.0', { '0.9': true, '1.5': false, '2.5': true }],
  ['>= 3.0, < 3.4, >= 4.0, < 4.2', { '3.1': true, '3.5': false, '4.1': true }],
  ['<2.0 || >=3.0 <3.2', { '1': true, '2.5': false, '3.1': true }],
  ['before 4.2.7 and 4.3.x before 4.3.2', { '4.0': true, '4.2.8': false, '4.3.1': true, '4.3.2': false }],
  ['prior to 4.2.7 and 4.3.2', { '4.1': true, '4.3.1': 'unknown', '4.4': false }],
  ['< 1.5, < 2.3', { '1.4': true, '1.7': 'unknown', '2.3': false }],
  ['4.1.0 through 4.1.9, 4.2.0 through 4.2.3', { '4.1.5': true, '4.2.2': true, '4.2.4': false }],
  ['From (including) 1.0 Up to (excluding) 2.0', { '0.9': false, '1.5': true, '2.0': false }],
  ['n/a through 1.2.3', { '1.0': true, '1.2.4': false }],
  ['Ver.9.79 and earlier', { '9.79': true, '9.80': false }],
  ['1.0, 1.1, and prior', { '0.9': true, '1.2': false }],
  ['100 & prior', { '99': true, '101': false }],
  ['4.1+', { '4.0': false, '4.2': true }],
  ['4.1-4.3', { '4.2': true, '4.4': false }],
  ['4-6', { '5': 'unknown', '7': false }],
  ['2.4.6-1', { '2.4.6-1': true, '3.0': false }],
  ['2.0 SP1, 3.0 Update 2', { '2.0 SP1': true, '3.0u2': true, '3.0u3': false, '4.0': false }],
  ['15.2(4)E7', { '15.2(4)E7': true, '15.2(4)E8': 'unknown', '15.3': false }],
  ['0', { '4.1': 'unknown' }],
  ['4.1 with the add-on 2', { '4.1': 'unknown', '9.0': 'unknown' }],
  ['4.1 bis 4.3', { '4.2': 'unknown' }],
  ['4.x.1', { '4.5': 'unknown' }],
  ['[4.0,4.2)', { '3.9': false, '4.0': true, '4.1': true, '4.2': false }],
  ['(,4.2], [5.0,)', { '4.1': true, '4.9': false, '5.1': true }],
  ['(4.0, 4.2)', { '4.1': 'unknown' }],
  ['[4.0, 4.2, 4.4]', { '4.3': 'unknown' }],
  ['4.0~4.2', { '4.1': true, '4.3': false }],
  ['4.1 +', { '4.2': 'unknown' }],
  ['4.1, 4.2, etc.', { '4.3': 'unknown' }],
  ['through 4.2', { '4.1': true, '4.3': false }],
  ['==4.1', { '4.1': true, '4.2': false }],
  ['8.0.3 Security Patch A', { '8.0.2': false, '8.0.3': 'unknown', '9.0': false }],
  ['23.2.14 b18', { '23.2.14b18': true, '23.2.15': false }],
  [`1.0${' p'.repeat(90)} !`, { '1.0': 'unknown', '2.0': 'unknown' }],
  ['10 Version 1803 for 32-bit Systems', { '10': 'unknown', '11': 'unknown' }],
];

describe('a text in place of a version', () => {
  test.each(CASES)('%s', (text, expected) => {
    expect(judged(affected({ version: text }), expected)).toEqual(expected);
  });

  test.each<[string, Expected]>([
    ['Acme Anvil before 7.0.3', { '7.0.2': true, '7.0.3': false }],
    ['Anvil 6.0.0 to 6.0.4, Anvil 5.6.0 to 5.6.8', { '6.0.3': true, '5.6.9': false }],
    ['All versions prior to anvil v12.4', { '12.3': true, '12.4': false }],
    ['Anvil 6.0.0 to 6.0.4, Rocket 1.0', { '6.0.3': 'unknown', '1.0': 'unknown' }],
    ['Anvil', { '6.0.3': 'unknown' }],
  ])('%s, with the name of the product', (version, expected) => {
    const entry = { vendor: 'Acme', product: 'Anvil', defaultStatus: 'unaffected' };
    const [product] = productsOfCna([{ ...entry, versions: [{ version, status: 'affected' }] }], 'cve-org');
    expect(judged(product?.versions ?? [], expected)).toEqual(expected);
  });

  test('that is not understood and calls itself fine lets nobody off', () => {
    const ranges = productsOfCna(
      [
        {
          product: 'P',
          defaultStatus: 'affected',
          versions: [{ version: '4.1 or the next one', status: 'unaffected' }],
        },
      ],
      'cve-org',
    )[0]?.versions;
    expect(isAffectedVersion('4.1', ranges ?? [])).toBe('unknown');
  });

  // What takes time with the square of its length would not come to an end here.
  test('of a hundred thousand characters that is made to be slow is read', () => {
    for (const part of [
      'and ',
      '<1,',
      '1 to 2 ',
      '(',
      '1',
      '1.',
      '1-',
      'v ',
      'starting ',
      '4.1 sp 1 ',
      '[1,2]',
      ' ',
    ])
      expect(() => affected({ version: part.repeat(100_000 / part.length) })).not.toThrow();
  });
});

describe('a range', () => {
  test.each<[string, CnaVersion, Expected]>([
    [
      'from and up to one version',
      { version: '3.2', lessThanOrEqual: '3.2.0' },
      { '3.1': 'unknown', '3.2': true, '3.3': false },
    ],
    ['from and before one version', { version: '3.2', lessThan: 'v3.2' }, { '3.1': 'unknown', '3.3': false }],
    ['between no versions at all', { version: 'unspecified', lessThan: 'unspecified' }, { '1.0': 'unknown' }],
    ['before a branch without end', { version: '4.0', lessThan: '4.*' }, { '4.9': true, '5.0': false }],
    ['before a branch', { version: '3.0', lessThan: '4.x' }, { '3.9': true, '4.1': 'unknown', '5.0': false }],
    ['up to a comparison', { version: '>= 1.0', lessThanOrEqual: '< 2.0' }, { '1.5': true, '2.0': false }],
    [
      'up to a release whose patches nobody names',
      { version: '1.0', lessThanOrEqual: '10.2.9' },
      { '10.2.9': true, '10.2.9-h1': 'unknown', '10.2.10': false },
    ],
    [
      'that a first number alone may be in',
      { version: '10.0.17763', lessThan: '10.0.17763.6293' },
      { '10': 'unknown', '11': false, '9': false },
    ],
    ['up to a text', { version: '1.0', lessThan: 'the build of May' }, { '1.5': 'unknown', '0.9': false }],
  ])('%s', (_, entry, expected) => {
    expect(judged(affected(entry), expected)).toEqual(expected);
  });

  test('that is not affected and contains nothing rules nothing out', () => {
    const ranges = rangesOf({ version: '3.2', lessThan: '3.2', status: 'unaffected' });
    expect(isAffectedVersion('3.1', ranges)).toBe('unknown');
  });
});

describe('the release of a CPE', () => {
  const list = (...releases: string[]) =>
    productsOfCpe(
      releases.map((release) => ({ vulnerable: true, criteria: `cpe:2.3:a:v:p:${release}:*:*:*:*:*:*` })),
      'nvd',
    )[0]?.versions ?? [];

  test.each<[string[], Expected]>([
    [
      ['2.1:update3', '2.1:update4'],
      { '2.1 Update 3': true, '2.1u4': true, '2.1u5': false, '2.1': 'unknown', '2.2': false },
    ],
    [['8.8.15:-', '8.8.15:p6'], { '8.8.15': true, '8.8.15 P6': true, '8.8.15p7': false }],
    [['2.0:sp1_update3'], { '2.0 SP1 Update 3': true, '3.0': false }],
    [['2.1:*'], { '2.1': true, '2.1p3': 'unknown', '2.2': false }],
    [['8.5:20190101'], { '8.5-20190101': true, '8.5': 'unknown', '8.6': false }],
    [['-:*', '2.2.6:*'], { '2.2.6': true, '2.4.57': 'unknown' }],
    [['*:sp1', '2.2.6:*'], { '2.2.6': true, '2.4.57': 'unknown' }],
    [['*:*', '2.2.6:*'], { '2.4.57': true }],
    [['n\\/a:*', '2.2.6:*'], { '2.4.57': 'unknown' }],
    [['-:*'], { '2.4.57': 'unknown' }],
  ])('%j', (releases, expected) => {
    expect(judged(list(...releases), expected)).toEqual(expected);
  });
});
