import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from '../../support/fast-check.ts';
import { sized } from '../../support/size.ts';
import { registrableDomain } from '../../../src/domain/text/registrable-domain.ts';
import { toCsv } from '../../../src/services/register/export.ts';
import { parseRegister } from '../../../src/services/register/parse-register.ts';
import { seal, unseal } from '../../../src/crypto/seal.ts';
import type { VendorRow } from '../../../src/services/register/list-vendors.ts';

describe('a register', () => {
  test('is read with a byte order mark, semicolons and a head in any case', () => {
    const text = '\uFEFFName;Criticality;Domains\r\nAcme;HIGH;acme.com|acme.de\r\n';
    expect(parseRegister(text, 'csv')).toEqual({
      rows: [
        {
          row: 2,
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

  test('counts its rows as a spreadsheet does, with the head and empty lines', () => {
    const { rows } = parseRegister('name,domains\nAcme,\n\n,,\nBravo,\n', 'csv');
    expect(rows.map(({ row, vendor }) => `${row} ${vendor.name}`)).toEqual(['2 Acme', '5 Bravo']);
  });

  test('without a column of names is refused with what its head says', () => {
    expect(() => parseRegister('Vendor;Domain\nAcme;acme.com\n', 'csv')).toThrow(
      'one of them must be "name". It says "vendor", "domain".',
    );
  });

  test('as JSON is read with a byte order mark too', () => {
    expect(parseRegister('\uFEFF[{"name":"Société"}]', 'json')).toMatchObject({
      rows: [{ vendor: { name: 'Société' } }],
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
      { row: 3, path: 'aliases.0', message: 'must be text' },
    ]);
  });

  test('written by hand has plain products, lists with either separator, and contacts if it likes', () => {
    const text =
      'Name,Legal Name,Aliases,Products,Contacts\n' +
      '"Acme, Inc.",,ACME | Acme Corp,"Rocket;Anvil [version=2.1];C:\\Tools [beta]",jane@acme.com\n' +
      "'s Lands Bank,,,Vault [CPE=cpe:2.3:a:lands:vault],Jan <jan@lands.example>\n";
    const product = { version: null, cpe: null };
    expect(parseRegister(text, 'csv')).toEqual({
      rows: [
        {
          row: 2,
          vendor: {
            name: 'Acme, Inc.',
            legal_name: null,
            aliases: ['ACME', 'Acme Corp'],
            products: [
              { ...product, name: 'Rocket' },
              { ...product, name: 'Anvil', version: '2.1' },
              { ...product, name: 'C:\\Tools [beta]' },
            ],
            contacts: [{ name: 'jane@acme.com', email: 'jane@acme.com', role: null }],
          },
        },
        {
          row: 3,
          vendor: {
            name: "'s Lands Bank",
            legal_name: null,
            aliases: [],
            products: [{ ...product, name: 'Vault', cpe: 'cpe:2.3:a:lands:vault' }],
            contacts: [{ name: 'Jan', email: 'jan@lands.example', role: null }],
          },
        },
      ],
      faults: [],
    });
  });

  test('may have lines that end otherwise than the others', () => {
    const { rows } = parseRegister('name,products\r\nAcme,"A\r\nB"\r\nBravo,C\nCharly,D', 'csv');
    expect(rows.map(({ vendor }) => [vendor.name, vendor.products?.map(({ name }) => name)])).toEqual([
      ['Acme', ['A', 'B']],
      ['Bravo', ['C']],
      ['Charly', ['D']],
    ]);
  });

  test('is read as the documentation shows it', () => {
    const [, example = ''] =
      /```csv\n([^]*?)```/.exec(readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8')) ?? [];
    const { rows, faults } = parseRegister(example, 'csv');
    expect(faults).toEqual([]);
    expect(rows.map(({ vendor }) => vendor)).toMatchObject([
      {
        external_ref: '7',
        aliases: ['ACME', 'Acme Corp'],
        products: [{ name: 'Anvil', version: '2.1' }, { name: 'Rocket' }],
        contacts: [{ name: 'Jane Roe', email: 'jane@acme.com', role: 'CISO' }],
      },
      { name: 'Bravo', aliases: ['Bravo Ltd', 'Bravo Labs'], products: [{ name: 'Bravo Suite' }] },
    ]);
  });

  test('tells which contact, product or alias of which row is wrong', () => {
    const text = `name,aliases,products,contacts\nAcme,${'a'.repeat(501)},Ok;[version=2],Jane <jane>\n`;
    expect(parseRegister(text, 'csv')).toEqual({
      rows: [],
      faults: [
        { row: 2, path: 'aliases.0', message: 'must be text of at most 500 characters' },
        { row: 2, path: 'products.1', message: 'must be a name or {name, version?, cpe?}' },
        { row: 2, path: 'contacts.0.email', message: 'must be an e-mail address' },
      ],
    });
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

describe('an exported register', () => {
  const character = fc.oneof(
    fc.constantFrom(...Array.from('=+-@\'"\\,;|[]<>:\n\t a1éß')),
    fc.constantFrom('\r\n', '漢', '😀', '=cmd()', '[version=', '[cpe=', ' <a@b.de>', '＝'),
  );
  // As the register keeps them: with something in them, and without blanks at their ends.
  const text = fc
    .string({ unit: character, minLength: 1, maxLength: 12 })
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const maybe = fc.option(text);
  const email = fc.constantFrom('a@b.de', '+x@y.com', "-o'neil@ex.ie");
  const registered = fc.record({
    id: fc.uuid(),
    external_ref: maybe,
    name: text,
    legal_name: maybe,
    website: maybe,
    criticality: fc.constantFrom('low', 'medium', 'high', 'critical'),
    aliases: fc.array(text, { maxLength: 4 }),
    domains: fc.array(fc.domain(), { maxLength: 3 }),
    products: fc.array(fc.record({ name: text, version: maybe, cpe: maybe }), { maxLength: 4 }),
    contacts: fc.array(fc.record({ name: text, email, role: maybe }), { maxLength: 3 }),
  });
  const csvOf = (vendors: unknown[]) => toCsv(vendors as VendorRow[]);

  test('brought in again is the same register, whatever its names hold', () => {
    fc.assert(
      fc.property(fc.array(registered, { maxLength: 4 }), (vendors) => {
        const { rows, faults } = parseRegister(csvOf(vendors), 'csv');
        expect(faults).toEqual([]);
        expect(rows.map(({ vendor }) => vendor)).toEqual(
          vendors.map(({ id, external_ref, ...vendor }) => ({ ...vendor, external_ref: external_ref ?? id })),
        );
      }),
      { numRuns: sized(500, 5000) },
    );
  });

  test('holds no formula for a spreadsheet, whichever separators that one knows', () => {
    fc.assert(
      fc.property(fc.array(registered, { minLength: 1, maxLength: 2 }), (vendors) => {
        const csv = csvOf(vendors);
        const cells = [...parse(csv).flat(), ...csv.split(/[;\t\r\n]+/)];
        expect(cells.filter((cell) => /^ *[=+\-@＝]/.test(cell))).toEqual([]);
      }),
      { numRuns: sized(500, 5000) },
    );
  });

  test('reads like this', () => {
    const vendor = {
      id: '1',
      external_ref: null,
      name: '=HYPERLINK("http://evil")',
      legal_name: 'A, "B"',
      website: null,
      criticality: 'low',
      aliases: ['A|B', '@home'],
      domains: ['acme.com'],
      products: [
        { name: 'Anvil', version: '2.1', cpe: 'cpe:2.3:a:acme:anvil:2.1' },
        { name: 'Rocket', version: null, cpe: null },
      ],
      contacts: [{ name: 'Jane Roe', email: 'jane@acme.com', role: 'CISO' }],
    };
    const [head, line] = csvOf([vendor]).split('\r\n');
    // By the mark, Excel reads accents as they are.
    expect(head).toMatch(/^\uFEFFid,name,/);
    expect(line).toBe(
      `1,"'=HYPERLINK(""http://evil"")","A, ""B""",,low,"A\\|B;'@home",acme.com,` +
        '"Anvil [version=2.1] [cpe=cpe:2.3:a:acme:anvil:2.1];Rocket",Jane Roe <jane@acme.com> [role=CISO]',
    );
  });
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
