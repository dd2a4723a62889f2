import { describe, expect, test } from '@jest/globals';
import {
  updatesOf,
  type CurrentIncident,
  type TrackedIncident,
} from '../../../src/domain/response/incident-updates.ts';

const KNOWN: TrackedIncident = {
  status: 'monitoring',
  resolutionType: null,
  severity: 'high',
  kev: false,
  closureProposed: false,
};
const SAME: CurrentIncident = { severity: 'high', kev: false, withdrawn: false };

describe('of what people know already', () => {
  test.each([
    ['the same', {}, []],
    ['less severe', { severity: 'low' }, []],
    ['more severe', { severity: 'critical' }, ['worsened']],
    ['exploited by now, though less severe', { severity: 'low', kev: true }, ['worsened']],
    ['withdrawn, whatever else it says', { severity: 'critical', kev: true, withdrawn: true }, ['withdrawn']],
  ] as const)('an incident that is %s', (_, change, updates) => {
    expect(updatesOf(KNOWN, { ...SAME, ...change })).toEqual(updates);
  });
});

describe('once closure is proposed', () => {
  const proposed = { ...KNOWN, closureProposed: true };
  test.each([
    ['still withdrawn', { withdrawn: true }, []],
    ['reinstated', {}, ['reinstated']],
    ['reinstated, and worse than before', { severity: 'critical' }, ['reinstated', 'worsened']],
  ] as const)('an incident that is %s', (_, change, updates) => {
    expect(updatesOf(proposed, { ...SAME, ...change })).toEqual(updates);
  });
});

test.each([
  ['remediated', ['worsened']],
  ['risk_accepted', ['worsened']],
  ['false_positive', []],
  ['duplicate', []],
] as const)('a tracking resolved as %s, when its incident worsens', (resolutionType, updates) => {
  const resolved = { ...KNOWN, status: 'resolved' as const, resolutionType };
  expect(updatesOf(resolved, { ...SAME, severity: 'critical' })).toEqual(updates);
  expect(updatesOf(resolved, { ...SAME, withdrawn: true })).toEqual([]);
});

test('what no response has told yet does not worsen', () => {
  expect(updatesOf({ ...KNOWN, severity: null }, { ...SAME, severity: 'critical' })).toEqual([]);
});
