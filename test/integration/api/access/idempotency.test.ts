/** A POST with an Idempotency-Key happens once. */
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

describe('an Idempotency-Key', () => {
  test('gives the same answer again, and does nothing again', async () => {
    const headers = { 'idempotency-key': 'once-1' };
    const first = await post('/vendors', { name: 'Once Ltd' }, headers);
    const second = await post('/vendors', { name: 'Once Ltd' }, headers);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect((await rig.call(admin, 'GET', '/vendors?q=Once%20Ltd')).body).toHaveLength(1);
  });

  test('with another body is refused', async () => {
    const headers = { 'idempotency-key': 'once-2' };
    await post('/vendors', { name: 'Body A' }, headers);
    const other = await post('/vendors', { name: 'Body B' }, headers);
    expect([other.status, other.body.type]).toEqual([422, 'urn:vigil:problem:idempotency-mismatch']);
  });

  test('of two requests at once lets one through', async () => {
    const headers = { 'idempotency-key': 'once-3' };
    const both = await Promise.all([
      post('/vendors', { name: 'Twins' }, headers),
      post('/vendors', { name: 'Twins' }, headers),
    ]);
    expect(both.map(({ status }) => status).filter((status) => ![201, 409].includes(status))).toEqual([]);
    expect((await rig.call(admin, 'GET', '/vendors?q=Twins')).body).toHaveLength(1);
  });

  test('is each caller’s own', async () => {
    const headers = { 'idempotency-key': 'once-4' };
    await post('/vendors', { name: 'Mine' }, headers);
    const theirs = await rig.call(rig.second.keys.admin, 'POST', '/vendors', { name: 'Theirs' }, headers);
    expect([theirs.status, theirs.body.name]).toEqual([201, 'Theirs']);
  });

  test('of a request that never ended lapses after a minute', async () => {
    const headers = { 'idempotency-key': 'once-5' };
    await post('/vendors', { name: 'Lapsed' }, headers);
    const set = (seconds: number) =>
      rig.db.withTenant(rig.first.id, (tx) =>
        tx.sql
          .updateTable('idempotency_keys')
          .set({ response_status: null, locked_until: new Date(Date.now() + seconds * 1000).toISOString() })
          .where('key', '=', 'once-5')
          .execute(),
      );
    await set(30);
    const running = await post('/vendors', { name: 'Lapsed' }, headers);
    expect([running.status, running.body.type]).toEqual([409, 'urn:vigil:problem:request-running']);
    await set(-1);
    expect((await post('/vendors', { name: 'Lapsed' }, headers)).status).toBe(201);
  });

  test('does not keep a new API key readable in the database', async () => {
    const headers = { 'idempotency-key': 'once-6' };
    const first = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    const second = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    expect(second.body.key).toBe(first.body.key);
    const kept = await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql.selectFrom('idempotency_keys').selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(first.body.key);
  });
});
