import { describe, expect, test } from '@jest/globals';
import { cve, incident, matched, vendor } from './cases.ts';

const isFound = (row: string, named: string): boolean =>
  matched([vendor(row)], cve(named, 'Portal')).length === 1;

test.each([
  ['Foobar (formerly Bazqux Systems)', 'Bazqux Systems'],
  ['Foobar GmbH (vormals Bazqux AG)', 'Bazqux'],
  ['Foobar {previously Bazqux}', 'Bazqux'],
  ['Foobar （旧 Bazqux）', 'Bazqux'],
  ['Foobar (f.k.a. Bazqux; now Velmor)', 'Bazqux'],
  ['Foobar (f.k.a. Bazqux; now Velmor)', 'Velmor'],
  ['Foobar (formerly Bazqux, Inc., until 2019)', 'Bazqux'],
  ['Foobar (Bazqux until 2019)', 'Foobar'],
  ['Foobar, now Bazqux', 'Bazqux'],
  ['Foobar - ex Bazqux', 'Bazqux'],
  ['Foobar doing business as Bazqux', 'Bazqux'],
  ['Foobar (renamed to Bazqux)', 'Bazqux'],
  ['Foobar (Ex Velmoris)', 'Ex Velmoris'],
  ['Foobar', 'Foobar (formerly Bazqux)'],
  ['Bazqux', 'Foobar (formerly Bazqux)'],
])('"%s" is known as "%s"', (row, named) => {
  expect(isFound(row, named)).toBe(true);
});

test('an alias may be written with the word that says what it is', () => {
  expect(matched([vendor('Foobar', { aliases: ['fka Bazqux'] })], cve('Bazqux', 'Portal'))).toEqual([
    'Foobar',
  ]);
});

test.each([
  ['Foobar (part of Bazqux)', 'Bazqux'],
  ['Foobar (an Bazqux Company)', 'Bazqux'],
  ['Foobar (acquired by Bazqux)', 'Bazqux'],
])('"%s" is not "%s": that is its owner', (row, named) => {
  expect(isFound(row, named)).toBe(false);
});

test.each([
  ['ООО «Велмор»', 'Велмор'],
  ['Общество с ограниченной ответственностью «Велмор»', 'Velmor'],
  ['ТОВ Велмор', 'Velmor'],
  ['UAB Velmor', 'Velmor'],
  ['U.A.B. Velmor', 'Velmor'],
  ['SIA Velmor', 'Velmor'],
  ['PT Velmor Tbk', 'Velmor'],
  ['Oy Velmor Ab', 'Velmor'],
  ['OÜ Velmor', 'Velmor'],
  ['AB Velmor', 'Velmor'],
  ['A/S Velmor', 'Velmor'],
  ['S.A. Velmor', 'Velmor'],
  ['N.V. Velmor', 'Velmor'],
  ['SARL Velmor', 'Velmor'],
  ['Công ty TNHH Velmor', 'Velmor'],
  ['Công ty Cổ phần Velmor', 'Velmor'],
  ['Velmor S.A. de C.V.', 'Velmor'],
  ['Velmor S. de R.L. de C.V.', 'Velmor'],
  ['Velmor', 'UAB Velmor'],
  ['Velmor', 'AB Velmor'],
])('of "%s" the legal form does not count beside "%s"', (row, named) => {
  expect(isFound(row, named)).toBe(true);
});

test.each([
  ['The Velmor Company', 'Velmor'],
  ['Velmor', 'The Velmor Company'],
  ['Die Velmor AG', 'Velmor'],
  ['Les Velmoristes SA', 'Velmoristes'],
  ['Velmoristes', 'Les Velmoristes'],
])('of "%s" the article does not count beside "%s"', (row, named) => {
  expect(isFound(row, named)).toBe(true);
});

test('an article alone is no beginning of a name', () => {
  expect(isFound('La Velmoriste Mobile', 'LA-Studio')).toBe(false);
});

test.each([
  ['Lösch AG', 'Loesch'],
  ['Loesch AG', 'Lösch'],
  ['Lösch AG', 'Losch'],
  ['Ærø Data', 'Aeroe Data'],
  ['Åkerblom AB', 'Aakerblom'],
  ['Åkerblom AB', 'Akerblom'],
  ['Weißkopf GmbH', 'Weisskopf'],
  ['Müller & Söhne', 'Mueller und Soehne'],
  ['Velmor und Kintra', 'Velmor & Kintra'],
  ['Velmor y Kintra', 'Velmor & Kintra'],
  ['Velmor & Kintra', 'Velmor et Kintra'],
  ['Velmor & Kintra', 'Velmor en Kintra'],
])('"%s" and "%s" are the same', (row, named) => {
  expect(isFound(row, named)).toBe(true);
});

describe('possessives', () => {
  test.each([
    ["Velmor's gateway leaks keys.", 'Velmor Inc.'],
    ['Velmor’s gateway leaks keys.', 'Velmor Inc.'],
    ['A flaw in VELMOR´S gateway leaks keys.', 'Velmor Inc.'],
    ['A flaw was found in Simmons‘ gateway.', 'Simmons Inc.'],
    ["McVelmor's web site leaks keys.", 'McVelmors'],
    ['McVelmors leaks keys.', "McVelmor's"],
    ['Lösch’s gateway leaks keys.', 'Loesch AG'],
  ])('%s', (description, name) => {
    expect(matched([vendor(name)], incident({ title: '', description }))).toEqual([name]);
  });

  test('a name with an apostrophe is found as CPE names write it', () => {
    expect(isFound("McVelmor's Corporation", 'mcvelmors')).toBe(true);
  });
});

test('a trade does not speak against a name that also says software', () => {
  expect(isFound('Velmor Pharma IT (fka Kintra)', 'Kintra')).toBe(true);
  expect(isFound('Velmor Pharma', 'Velmor Pharma')).toBe(true);
});
