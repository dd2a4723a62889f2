import { describe, expect, test } from '@jest/globals';
import type { AffectedVersions } from '../../../src/domain/incidents/incident.ts';
import { isAffectedVersion } from '../../../src/domain/incidents/versions.ts';
import { productsOfCna, type CnaAffected } from '../../../src/feeds/normalize/affected.ts';
import { productsOfCpe } from '../../../src/feeds/normalize/cpe-products.ts';
import type { CnaVersion } from '../../../src/feeds/normalize/version-ranges.ts';

const cna = (...versions: CnaVersion[]) => ({ vendor: 'V', product: 'P', versions });
const ranges = (...entries: CnaAffected[]): AffectedVersions[] =>
  productsOfCna(entries, 'cve-org')[0]?.versions ?? [];
const cpe = (version: string, bounds: Record<string, string> = {}) => ({
  vulnerable: true,
  criteria: `cpe:2.3:a:v:p:${version}:*:*:*:*:*:*:*`,
  ...bounds,
});
const ofCpe = (...matches: Parameters<typeof productsOfCpe>[0]) =>
  productsOfCpe(matches, 'nvd')[0]?.versions ?? [];

/** A word for a version by ranges: what is affected, what is ruled out, and what nobody can say. */
const judged = (given: AffectedVersions[], ...versions: string[]) =>
  versions.map((version) => isAffectedVersion(version, given));

describe('a version and the ranges of a CPE list', () => {
  test('is in a range or out of it, since the list is complete', () => {
    const list = ofCpe(cpe('*', { versionStartIncluding: '2.0', versionEndExcluding: '2.17.1' }), cpe('1.2'));
    expect(judged(list, '2.0', '2.17.0', '2.3.10', '1.2.0', 'v2.5')).toEqual([true, true, true, true, true]);
    expect(judged(list, '2.17.1', '2.17.10', '1.3', '3')).toEqual([false, false, false, false]);
  });

  test('is affected where one match speaks of all versions, and nothing is known where none speaks of any', () => {
    expect(judged(ofCpe(cpe('*'), cpe('1.0')), '7.7')).toEqual([true]);
    expect(judged(ofCpe(cpe('*')), '7.7')).toEqual(['unknown']);
  });

  test('is not ruled out by a list that was cut', () => {
    const many = Array.from({ length: 300 }, (_, n) => cpe(`1.${String(n)}`));
    expect(ofCpe(...many)).toHaveLength(100);
    expect(judged(ofCpe(...many), '9.9')).toEqual(['unknown']);
    expect(ofCpe(...many.toReversed())).toEqual(ofCpe(...many));
  });
});

describe('a version and the ranges of a CNA', () => {
  const fixed = { version: '8.1.0', lessThan: '8.1.30', status: 'affected', versionType: 'semver' };

  test('that nobody names stays unknown, unless the CNA says what holds for the rest', () => {
    expect(judged(ranges(cna(fixed)), '8.1.5', '8.1.30')).toEqual([true, 'unknown']);
    expect(judged(ranges({ ...cna(fixed), defaultStatus: 'unaffected' }), '8.1.5', '8.1.30')).toEqual([
      true,
      false,
    ]);
    const allBut = { ...cna({ ...fixed, status: 'unaffected' }), defaultStatus: 'affected' };
    expect(judged(ranges(allBut), '8.1.5', '8.1.30')).toEqual([false, true]);
  });

  test('pre-releases come before their release by SemVer, and hot fixes after it elsewhere', () => {
    const semver = ranges({ ...cna(fixed), defaultStatus: 'unaffected' });
    expect(judged(semver, '8.1.30-rc.1', '8.1.0-alpha', '8.1.30+build')).toEqual([true, false, false]);
    const panOs = { version: '10.2.0', lessThan: '10.2.9-h1', status: 'affected', versionType: 'custom' };
    expect(
      judged(
        ranges({ ...cna(panOs), defaultStatus: 'unaffected' }),
        '10.2.9',
        '10.2.9-h1',
        '10.2.9-h2',
        '10.2.9-x',
      ),
    ).toEqual([true, false, false, 'unknown']);
  });

  test('a range whose status changes on the way is affected on one side only', () => {
    const changing = {
      version: '9.0',
      lessThan: '9.1',
      status: 'affected',
      versionType: 'custom',
      changes: [{ at: '9.0.17', status: 'unaffected' }],
    };
    expect(judged(ranges(cna(changing)), '9.0.16', '9.0.17', '9.0.20')).toEqual([true, false, false]);
  });

  test.each([
    ['>= 1.0, < 1.5.2', ['1.0', '1.5.1'], ['0.9', '1.5.2']],
    ['< 4.2.0', ['4.1.9'], ['4.2']],
    ['<= 3.1', ['3.1', '3.0'], ['3.2']],
    ['v2.4.1 and earlier', ['2.4.1', '1.0'], ['2.4.2']],
    ['versions 6 and prior', ['6', '5.9'], ['7']],
    ['All versions prior to 7.3', ['7.2.9'], ['7.3']],
    ['1.0 to 1.9', ['1.0', '1.9', '1.5'], ['2.0']],
    ['5.x', ['5.0', '5.99.1'], ['4.9', '6.0']],
    ['2.0 and later', ['2.0', '9'], ['1.9']],
  ])('%s in words is read as a range', (text, inside, outside) => {
    const list = ranges({ ...cna({ version: text, status: 'affected' }), defaultStatus: 'unaffected' });
    expect(judged(list, ...inside)).toEqual(inside.map(() => true));
    expect(judged(list, ...outside)).toEqual(outside.map(() => false));
  });

  test.each(['n/a', 'unspecified', 'see the reference URL', 'FOXMAN-UN R9B'])(
    '%s rules nothing out',
    (text) => {
      expect(judged(ranges(cna({ version: text, status: 'affected' })), '1.0', '2024-01-01')).toEqual([
        'unknown',
        'unknown',
      ]);
    },
  );

  test('dates are compared with dates, and another way of counting leaves it open', () => {
    const dated = ranges({
      ...cna({ version: '2023-01-01', lessThan: '2023-10-01', status: 'affected', versionType: 'date' }),
      defaultStatus: 'unaffected',
    });
    expect(judged(dated, '2023-06-30', '2023-10-01', '4.2')).toEqual([true, false, 'unknown']);
    const years = ranges({
      ...cna({ version: '2021.1', lessThan: '2022.4', status: 'affected', versionType: 'custom' }),
      defaultStatus: 'unaffected',
    });
    expect(judged(years, '2022.3', '2022.4', '15.3')).toEqual([true, false, 'unknown']);
  });

  test("the kernel's commits and its releases are two lists of one product", () => {
    const linux = [
      {
        ...cna({ version: '1da177e4c3f4', lessThan: 'c02c9b0a2d1f', status: 'affected', versionType: 'git' }),
        defaultStatus: 'unaffected',
      },
      {
        ...cna(
          { version: '4.15', status: 'affected' },
          { version: '0', lessThan: '4.15', status: 'unaffected', versionType: 'semver' },
          { version: '5.10.121', lessThanOrEqual: '5.10.*', status: 'unaffected', versionType: 'semver' },
          {
            version: '5.18',
            lessThanOrEqual: '*',
            status: 'unaffected',
            versionType: 'original_commit_for_fix',
          },
        ),
        defaultStatus: 'affected',
      },
    ];
    const list = ranges(...linux);
    expect(judged(list, '5.10.100', '4.15', '5.17.9')).toEqual([true, true, true]);
    expect(judged(list, '5.10.121', '5.10.200', '4.14.9', '6.1')).toEqual([false, false, false, false]);
    expect(judged(list, 'c02c9b0a2d1f', 'aaaabbbb1234')).toEqual([false, 'unknown']);
  });

  test('what one platform rules out, another may not', () => {
    const entry = (from: string) => ({
      ...cna({ version: from, lessThan: '*', status: 'unaffected', versionType: 'semver' }),
      defaultStatus: 'affected',
    });
    expect(judged(ranges(entry('2.0.0'), entry('3.0.0')), '2.5.0')).toEqual(['unknown']);
    const windows = (end: string) => ({
      ...cna({ version: '10.0.0', lessThan: end, status: 'affected', versionType: 'custom' }),
      defaultStatus: 'unaffected',
    });
    const both = ranges(windows('10.0.17763.1'), windows('10.0.19045.9'));
    expect(judged(both, '10.0.18000', '10.0.20000')).toEqual([true, false]);
  });
});

test('a version of digits without end is compared as a number', () => {
  const list = ofCpe(cpe('*', { versionEndIncluding: '20240101000000000001' }));
  expect(judged(list, '20240101000000000001', '20240101000000000002', '00020240101000000000000')).toEqual([
    true,
    false,
    true,
  ]);
});
