/** A POST with an Idempotency-Key happens once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { waitUntilBlocked } from '../../../support/servers/lock-waits.ts';
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

  test('of a request whose connection to the database broke is free, and nothing of the request is there', async () => {
    const headers = { 'idempotency-key': 'once-5' };
    const blocker = new pg.Client({ connectionString: rig.database.urls.superuser });
    await blocker.connect();
    try {
      await blocker.query('begin; lock table vendor_aliases in share mode');
      const cut = post('/vendors', { name: 'Cut', aliases: ['Cut off'] }, headers);
      await waitUntilBlocked(rig.db);
      const running = await post('/vendors', { name: 'Cut', aliases: ['Cut off'] }, headers);
      expect([running.status, running.body.type]).toEqual([409, 'urn:vigil:problem:request-running']);
      await blocker.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      expect((await cut).status).toBe(503);
    } finally {
      await blocker.end();
    }
    expect((await rig.call(admin, 'GET', '/vendors?q=Cut')).body).toEqual([]);
    const again = await post('/vendors', { name: 'Cut', aliases: ['Cut off'] }, headers);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect((await rig.call(admin, 'GET', '/vendors?q=Cut')).body).toHaveLength(1);
  });

  test('of a refused request keeps the refusal, and nothing that the request had written', async () => {
    const headers = { 'idempotency-key': 'once-7' };
    await post('/vendors', { name: 'Taken', external_ref: 'T-1' });
    const refused = await post('/vendors', { name: 'Other', external_ref: 'T-1' }, headers);
    expect(refused.status).toBe(409);
    expect(await post('/vendors', { name: 'Other', external_ref: 'T-1' }, headers)).toMatchObject({
      status: 409,
      body: refused.body,
    });
    expect((await rig.call(admin, 'GET', '/vendors?q=Other')).body).toEqual([]);
  });

  test('does not keep a new API key readable in the database', async () => {
    const headers = { 'idempotency-key': 'once-6' };
    const first = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    const second = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    expect(second.body.key).toBe(first.body.key);
    expect(second.headers.get('cache-control')).toBe('no-store');
    const kept = await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql.selectFrom('idempotency_keys').selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(first.body.key);
  });
});
