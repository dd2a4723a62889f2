import { describe, expect, test } from '@jest/globals';
import { registrableDomain } from '../../../src/services/vendors/domains.ts';
import { toCsv } from '../../../src/services/vendors/export.ts';
import { parseRegister } from '../../../src/services/vendors/parse-register.ts';
import { seal, unseal } from '../../../src/services/idempotency/seal.ts';
import type { VendorRow } from '../../../src/services/vendors/list-vendors.ts';

describe('a register', () => {
  test('is read with a byte order mark, semicolons and a head in any case', () => {
    const text = '\uFEFFName;Criticality;Domains\r\nAcme;HIGH;acme.com|acme.de\r\n';
    expect(parseRegister(text, 'csv')).toEqual({
      rows: [
        {
          row: 1,
          vendor: expect.objectContaining({
            name: 'Acme',
            criticality: 'high',
            domains: ['acme.com', 'acme.de'],
          }),
        },
      ],
      faults: [],
    });
  });

  test('as JSON takes numbers as ids and objects as products, and tells what is wrong in which row', () => {
    const text = JSON.stringify([
      { id: 7, name: 'Acme', products: ['Rocket', { name: 'Anvil', cpe: 'cpe:2.3:a:acme:anvil' }] },
      'Acme',
      { name: 'B', aliases: [1] },
    ]);
    const { rows, faults } = parseRegister(text, 'json');
    expect(rows.map(({ vendor }) => vendor)).toMatchObject([
      { external_ref: '7', products: [{ name: 'Rocket' }, { name: 'Anvil', cpe: 'cpe:2.3:a:acme:anvil' }] },
    ]);
    expect(faults).toEqual([
      { row: 2, path: '', message: 'must be an object' },
      { row: 3, path: 'aliases', message: 'must be a list of texts' },
    ]);
  });

  test.each(['{"name":"Acme"}', '[', '"x"'])('that is no list is refused: %s', (text) => {
    expect(() => parseRegister(text, 'json')).toThrow(/register/);
  });
});

test.each([
  ['https://www.example.co.uk/about?x=1', 'example.co.uk'],
  ['Mail.Example.COM', 'example.com'],
  ['user@example.org', 'example.org'],
  ['localhost', null],
  ['10.0.0.1', null],
  ['co.uk', null],
])('%s is kept as %s', (given, kept) => expect(registrableDomain(given)).toBe(kept));

test('an exported cell never is a formula', () => {
  const vendor = {
    id: '1',
    external_ref: null,
    name: '=HYPERLINK("http://evil")',
    legal_name: 'A, "B"',
    website: null,
    criticality: 'low',
    aliases: [],
    domains: [],
    products: [],
  } as unknown as VendorRow;
  expect(toCsv([vendor]).split('\r\n')[1]).toBe(`1,"'=HYPERLINK(""http://evil"")","A, ""B""",,low,,,`);
});

describe('a kept answer', () => {
  const [old, now] = [
    { kid: 'old', key: Buffer.alloc(32, 1) },
    { kid: 'new', key: Buffer.alloc(32, 2) },
  ];

  test('is readable after the keys were rotated, and by nobody without its key', () => {
    const kept = seal([old], 'vgl_secret');
    expect(kept).not.toContain('vgl_secret');
    expect(unseal([now, old], kept)).toBe('vgl_secret');
    expect(unseal([now], kept)).toBeNull();
  });

  test('that was tampered with is not given out', () => {
    const kept = seal([now], 'answer');
    const parts = kept.split('.');
    parts[3] = Buffer.from('other!').toString('base64url');
    expect(() => unseal([now], parts.join('.'))).toThrow();
  });
});
