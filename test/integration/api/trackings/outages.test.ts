/** The API while PostgreSQL or Temporal is away: it says so, and works again by itself. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { startOwnDatabase, type OwnDatabase } from '../../../support/servers/own-database.ts';
import { startProduct, type RunningProduct } from '../../../support/product/running-product.ts';
import { startRig, type Rig } from '../support/rig.ts';

const RESOLUTION = { resolution_type: 'mitigated', resolution_notes: 'done' };

describe('without an engine', () => {
  let rig: Rig;
  const log: unknown[] = [];
  const logger = pino({}, { write: (line) => void log.push(JSON.parse(line)) });
  beforeAll(async () => {
    rig = await startRig({ temporal: 'none', deps: { logger } });
  }, 120_000);
  afterAll(() => rig.close());

  test('it is alive, not ready, and reads', async () => {
    expect((await rig.raw('/healthz')).status).toBe(200);
    const ready = await rig.raw('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not_ready', checks: { database: 'up', temporal: 'down' } });
    expect((await rig.call(rig.first.keys.viewer, 'GET', '/trackings')).body).toHaveLength(1);
  });

  test('decisions and scans are 503 with Retry-After, and let go of their Idempotency-Key', async () => {
    const key = rig.first.keys.admin;
    const at = `/vendors/${rig.rows.vendor}/security/${rig.rows.tracking}`;
    for (const [index, [path, body]] of [
      [`${at}/resolve`, RESOLUTION],
      ['/security-monitoring/scan', undefined],
      [`/security-incidents/${rig.rows.incident}/match-vendors`, undefined],
    ].entries() as IterableIterator<[number, [string, unknown]]>) {
      const answer = await rig.call(key, 'POST', path, body, { 'idempotency-key': `k-${index}` });
      expect([path, answer.status]).toEqual([path, 503]);
      expect(answer.headers.get('retry-after')).not.toBeNull();
      expect(answer.body.type).toBe('urn:vigil:problem:unavailable');
    }
    const again = await rig.call(key, 'POST', `${at}/resolve`, RESOLUTION, { 'idempotency-key': 'k-0' });
    expect(again.status).toBe(503);
  }, 120_000);

  test('an incident is taken all the same', async () => {
    const incident = { incident_type: 'security_alert', title: 'Kept', severity: 'low' };
    expect((await rig.call(rig.first.keys.admin, 'POST', '/security-incidents', incident)).status).toBe(201);
  }, 60_000);

  test('so is a configuration, in good time, and the log says what is left to the maintenance', async () => {
    const { admin } = rig.first.keys;
    const asked = Date.now();
    const put = await rig.call(admin, 'PUT', '/security-monitoring/config', { cve_scan_frequency: 'hourly' });
    expect([put.status, put.body.cve_scan_frequency]).toEqual([200, 'hourly']);
    expect(Date.now() - asked).toBeLessThan(15_000);
    const kept = await rig.call(admin, 'GET', '/security-monitoring/config');
    expect(kept.body.cve_scan_frequency).toBe('hourly');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 40,
        tenant_id: rig.first.id,
        msg: 'Schedules are behind the configuration',
      }),
    );
  }, 60_000);
});

describe('when PostgreSQL stops', () => {
  let own: OwnDatabase;
  let product: RunningProduct;
  beforeAll(async () => {
    own = await startOwnDatabase('api-outage');
    product = await startProduct({ database: own });
  }, 300_000);
  afterAll(async () => {
    // What the worker was at when the database went away is no part of this.
    await product.worker.kill();
    await product.stop();
  }, 60_000);

  test('requests are 503 without its words, and work again when it is back', async () => {
    const ask = () => product.call(product.first.keys.viewer, 'GET', '/vendors');
    expect((await ask()).status).toBe(200);
    await own.stop();
    const away = await ask();
    expect([away.status, away.body.type]).toEqual([503, 'urn:vigil:problem:unavailable']);
    expect(away.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(away.body)).not.toMatch(/ECONN|terminat|127\.0/i);
    const ready = await fetch(`${product.url}/readyz`);
    expect(await ready.json()).toMatchObject({ checks: { database: 'down', temporal: 'up' } });
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    await own.start();
    await product.until('the API to answer again', async () => (await ask()).status === 200);
  }, 120_000);
});
