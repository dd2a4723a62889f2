/** A register that goes out and comes in again, through the API and real PostgreSQL. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const VENDORS = [
  {
    name: '=Formula; "quoted", GmbH',
    legal_name: '-Minus|Pipe',
    website: 'https://example.com/?a=1,2',
    external_ref: '+49-7',
    criticality: 'critical',
    aliases: ['A;B', 'C|D', 'E\\', '@home', '株式会社'],
    domains: ['example.com', 'example.org'],
    products: [
      { name: 'Anvil', version: '2.1', cpe: 'cpe:2.3:a:acme:anvil\\:pro:2.1:*:*:*:*:*:*:*' },
      { name: 'Rocket [beta]', version: null, cpe: null },
      { name: 'Line\nbreak', version: '=1;2', cpe: null },
    ],
    contacts: [
      { name: 'Roe, Jane', email: 'jane@example.com', role: 'CISO; on call' },
      { name: '<John>', email: '+john@example.com', role: null },
    ],
  },
  { name: "'=Not a formula" },
];

interface Kept {
  name: string;
  [field: string]: unknown;
}

const importCsv = (key: string, text: string) =>
  rig.call(key, 'POST', '/vendors/import', text, { 'content-type': 'text/csv' });

/** What a register keeps of a tenant's vendors, by name; without what each tenant has of its own. */
async function registerOf(key: string): Promise<Kept[]> {
  const { body } = await rig.call(key, 'GET', '/vendors/export?format=json');
  return (body as Kept[])
    .filter(({ name }) => VENDORS.some((vendor) => vendor.name === name))
    .map(({ id: _, tenant_id: __, external_ref: ___, created_at: ____, updated_at: _____, ...kept }) => kept);
}

test('an export makes the same register, in the same tenant and in another one', async () => {
  for (const vendor of VENDORS) expect((await rig.call(admin, 'POST', '/vendors', vendor)).status).toBe(201);
  const { body: csv } = await rig.call(admin, 'GET', '/vendors/export');
  const before = await registerOf(admin);
  expect(before).toHaveLength(2);
  expect((await importCsv(admin, csv)).body).toMatchObject({ created: 0, updated: 0, failed: 0, errors: [] });
  const other = rig.second.keys.admin;
  expect((await importCsv(other, csv)).body).toMatchObject({ failed: 0, errors: [] });
  expect(await registerOf(other)).toEqual(before);
  expect((await importCsv(other, csv)).body).toMatchObject({ created: 0, updated: 0, failed: 0 });
});

test('an export says by its first bytes that it is UTF-8, and comes in as it is, bytes or file', async () => {
  const headers = { authorization: `Bearer ${admin}` };
  const answer = await rig.raw('/api/v1/vendors/export', { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const file = new FormData();
  file.set('file', new File([bytes], 'vendors.csv', { type: 'text/csv' }));
  for (const sent of [{ body: file }, { body: bytes, headers: { 'content-type': 'text/csv' } }]) {
    const init = { method: 'POST', ...sent, headers: { ...headers, ...sent.headers } };
    const outcome: unknown = await (await rig.raw('/api/v1/vendors/import', init)).json();
    expect(outcome).toMatchObject({ created: 0, updated: 0, failed: 0, errors: [] });
  }
});

test.each(['csv', 'json'])('an earlier export as %s brings back what was changed since', async (format) => {
  const { body: exported } = await rig.call(admin, 'GET', `/vendors/export?format=${format}`);
  const before = await registerOf(admin);
  const { body: vendors } = await rig.call(admin, 'GET', '/vendors?q=formula');
  for (const { id } of vendors as { id: string }[]) {
    const changed = {
      legal_name: 'Changed',
      website: null,
      aliases: ['x'],
      products: ['Other'],
      contacts: [],
    };
    expect((await rig.call(admin, 'PATCH', `/vendors/${id}`, changed)).status).toBe(200);
  }
  const type = { 'content-type': format === 'csv' ? 'text/csv' : 'application/json' };
  const outcome = await rig.call(admin, 'POST', '/vendors/import', exported, type);
  expect(outcome.body).toMatchObject({ created: 0, updated: 2, failed: 0 });
  expect(await registerOf(admin)).toEqual(before);
});

test('what a register does not speak of stays: owner, contacts, products', async () => {
  const owner = rig.first.users.security_reviewer;
  const given = {
    name: 'Kept',
    owner_id: owner.id,
    products: [{ name: 'P', version: '1' }],
    contacts: [{ name: 'C', email: 'c@kept.example' }],
  };
  const { body: vendor } = await rig.call(admin, 'POST', '/vendors', given);
  expect((await importCsv(admin, 'name,criticality\nKept,high\n')).body).toMatchObject({ updated: 1 });
  const { body: after } = await rig.call(admin, 'GET', `/vendors/${vendor.id}`);
  expect(after).toMatchObject({
    criticality: 'high',
    owner_name: owner.name,
    products: vendor.products,
    contacts: vendor.contacts,
  });
});

test('a row with control characters or a wrong encoding is told by row and column, and the others go in', async () => {
  const text = [
    'id,name,aliases,products,contacts',
    '1,Good One,,,',
    '2,Nul\0Corp,,,',
    'c\u00013,Bad id,,,',
    '4,Bad parts,ok;b\u001bell,Thing [version=\u007f],J\u0085 <j@x.example>',
    '5,Bad encoding,Soci\ufffdt\ufffd,,',
    '6,Good Two,,,',
  ].join('\n');
  const { status, body } = await importCsv(admin, text);
  expect(status).toBe(200);
  expect(body).toMatchObject({ rows: 6, created: 2, failed: 4 });
  const message = 'must be UTF-8 text without control characters';
  expect(body.errors).toEqual([
    { row: 3, path: 'name', message },
    { row: 4, path: 'id', message },
    { row: 5, path: 'aliases.1', message },
    { row: 5, path: 'products.0.version', message },
    { row: 5, path: 'contacts.0.name', message },
    { row: 6, path: 'aliases.0', message },
  ]);
  const entered = await rig.call(admin, 'POST', '/vendors', { name: 'Bell\u0007' });
  expect([entered.status, entered.body.errors]).toEqual([400, [{ path: 'name', message }]]);
});
