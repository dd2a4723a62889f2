import { expect, test } from '@jest/globals';
import { DEFAULT_MATCHING_RULES } from '../../../src/domain/incidents/incident.ts';
import {
  crossValidate,
  pairKey,
  scoresOf,
  type LabelledSet,
} from '../../../src/matching/learning/evaluation.ts';
import { fitWeights } from '../../../src/matching/learning/learning.ts';
import { cve, vendor } from './cases.ts';

const example = (supporting: string[], contrary: string[], isMatch: boolean) => ({
  supporting: supporting.map((name) => ({ name, strength: 1 })),
  contrary: contrary.map((name) => ({ name, strength: 1 })),
  isMatch,
});

test('learned weights tell good signals from bad ones, and none turns its sign', () => {
  const examples = [
    ...Array.from({ length: 30 }, () => example(['name@vendor_exact'], [], true)),
    ...Array.from({ length: 30 }, () => example(['name@sole_late'], [], false)),
    ...Array.from({ length: 10 }, () => example(['name@vendor_exact'], ['stronger_rival'], false)),
    ...Array.from({ length: 5 }, () => example(['name@sole_late'], ['site_differs'], true)),
  ];
  const { supporting, contrary } = fitWeights(examples);
  expect(supporting['name@vendor_exact']).toBeGreaterThan(2);
  expect(supporting['name@sole_late']).toBeLessThan(0.5);
  expect(supporting['short@vendor_exact']).toBeGreaterThan(1);
  expect(contrary['stronger_rival']).toBeGreaterThan(2);
  expect(contrary['site_differs']).toBe(0);
  expect(Math.min(...Object.values(supporting), ...Object.values(contrary))).toBeGreaterThanOrEqual(0);
});

test('cross-validation judges each company by weights learned from others', () => {
  const names = [
    'Kintra',
    'Velmor',
    'Ostrava',
    'Quillon',
    'Braxis',
    'Tendoro',
    'Fulmer',
    'Zantik',
    'Moravo',
    'Pelliq',
  ];
  const set: LabelledSet = {
    vendors: names.map((name) => vendor(`${name} GmbH`)),
    incidents: names.map((name) => cve(name, 'Thing', { id: name })),
    truePairs: new Set(names.map((name) => pairKey(name, `${name} GmbH`))),
    ignored: new Set(),
    lookAlikes: [],
  };
  const scores = scoresOf(crossValidate(set, DEFAULT_MATCHING_RULES), names.length, 0.5);
  expect(scores).toMatchObject({ precision: 1, recall: 1, f1: 1, average_precision: 1, pairs: 10 });
});
