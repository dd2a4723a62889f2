/** The register of vendors: in, again and out. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  rig.call(admin, 'POST', path, body, headers);

describe('the register', () => {
  const csv = (text: string, query = '') =>
    post(`/vendors/import${query}`, text, { 'content-type': 'text/csv' });

  test('comes in as CSV, wrong rows told and the others taken; a preview takes none', async () => {
    const text =
      'id,name,aliases,domains,products\nr1,Acme,"ACME Inc;Acme Corp",https://www.acme.co.uk/x,Rocket;Anvil\nr2,,,,\nr3,Bravo,,not a domain,\n';
    const preview = await csv(text, '?preview=true');
    expect(preview.body).toMatchObject({ preview: true, rows: 3, created: 1, failed: 2 });
    expect((await rig.call(admin, 'GET', '/vendors?q=Acme')).body).toEqual([]);
    const real = await csv(text);
    expect(real.body).toMatchObject({ preview: false, created: 1, failed: 2 });
    expect(real.body.errors).toEqual([
      { row: 3, path: 'name', message: 'must not be empty' },
      { row: 4, path: 'domains.0', message: 'must be a domain' },
    ]);
    const [acme] = (await rig.call(admin, 'GET', '/vendors?q=Acme')).body;
    expect(acme).toMatchObject({
      external_ref: 'r1',
      aliases: ['ACME Inc', 'Acme Corp'],
      domains: ['acme.co.uk'],
      products: [{ name: 'Anvil' }, { name: 'Rocket' }],
      security_status: 'clean',
      open_trackings: 0,
    });
  });

  test('brought in again it updates by id, else by name, and leaves the rest as it is', async () => {
    const register = [
      { id: 'r1', name: 'Acme Limited', domains: ['acme.example'] },
      { name: 'Northwind', aliases: ['NW'] },
    ];
    const first = await post('/vendors/import', register);
    expect(first.body).toMatchObject({ created: 0, updated: 2 });
    const second = await post('/vendors/import', register);
    expect(second.body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const [acme] = (await rig.call(admin, 'GET', '/vendors?q=Acme%20Limited')).body;
    expect(acme).toMatchObject({ domains: ['acme.example'], aliases: ['ACME Inc', 'Acme Corp'] });
  });

  test('takes a name twice only where both rows have an id, and tells the audit log what it changed', async () => {
    const twice = await csv('id,name\nt1,Twin\nt2,Twin\n,Twin\n,Solo\n,Solo\n');
    expect(twice.body).toMatchObject({ created: 3, failed: 2 });
    expect(twice.body.errors).toEqual([
      { row: 4, path: 'name', message: 'is there twice' },
      { row: 6, path: 'name', message: 'is there twice' },
    ]);
    const changed = await csv('id,name,website\nt1,Twin One,twin.example\n');
    const id = changed.body.vendors[0].id as string;
    const log = await rig.call(admin, 'GET', `/audit-log?target_id=${id}`);
    expect(log.body.map(({ action }: { action: string }) => action)).toEqual([
      'vendor.update',
      'vendor.create',
    ]);
    expect(log.body[0]).toMatchObject({ before: { name: 'Twin' }, after: { name: 'Twin One' } });
  });

  test('gives a second id of one name a vendor of its own, also where the name was there without an id', async () => {
    await post('/vendors/import', [{ name: 'Namesake' }]);
    const { body } = await csv('id,name\nn1,Namesake\nn2,Namesake\n');
    expect(body).toMatchObject({ created: 1, updated: 1, failed: 0 });
    expect(new Set(body.vendors.map(({ id }: { id: string }) => id)).size).toBe(2);
  });

  test('goes out in the form in which it comes in', async () => {
    const out = await rig.call(admin, 'GET', '/vendors/export');
    expect(out.headers.get('content-type')).toContain('text/csv');
    expect((await csv(out.body, '?preview=true')).body).toMatchObject({ created: 0, failed: 0 });
  });

  test('an archived vendor is in the list no more, and its trackings stay', async () => {
    const { vendor } = rig.others;
    const key = rig.second.keys.admin;
    expect((await rig.call(key, 'DELETE', `/vendors/${vendor}`)).status).toBe(204);
    expect((await rig.call(key, 'GET', '/vendors?q=Northwind')).body).toEqual([]);
    expect((await rig.call(key, 'GET', `/vendors/${vendor}`)).body).toMatchObject({
      status: 'archived',
      security_status: 'at_risk',
    });
    expect((await rig.call(key, 'GET', `/vendors/${vendor}/security`)).body).toHaveLength(1);
  });
});
