/** Asking about a company before it becomes a vendor, and where an incident's fields come from. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { normalizeHibpBreach } from '../../../../src/feeds/sources/hibp/normalize.ts';
import { normalizeKevEntry } from '../../../../src/feeds/sources/kev/normalize.ts';
import { normalizeNvdCve } from '../../../../src/feeds/sources/nvd/normalize.ts';
import { hibpBreach, kevEntry, nvdItem, nvdMetric } from '../../../unit/feeds/records.ts';
import { ingest } from '../../monitoring/support/rig.ts';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  const breaches = [
    hibpBreach({ Name: 'Qwortle', Title: 'Qwortle', Domain: 'qwortle.com', DataClasses: ['Passwords'] }),
    hibpBreach({ Name: 'QwortleForum', Title: 'Qwortle Forum', Domain: 'forum.qwortle.com' }),
    hibpBreach({ Name: 'Plumbastic', Title: 'Plumbastic', Domain: 'plumbastic.io' }),
  ];
  await ingest(
    rig.db,
    breaches.map((breach) => normalizeHibpBreach(breach)),
    'hibp',
  );
  await ingest(rig.db, [
    normalizeNvdCve(nvdItem({ metrics: { cvssMetricV31: [nvdMetric(9.1, 'Primary')] } })),
  ]);
  await ingest(rig.db, [normalizeKevEntry(kevEntry())], 'kev');
}, 300_000);
afterAll(() => rig.close());

const check = (body: unknown, key = rig.first.keys.viewer) =>
  rig.call(key, 'POST', '/security-monitoring/check-vendor', body);

describe('checking a vendor', () => {
  test('tells by domain which breaches concern it, most confident first, with the reason', async () => {
    const { status, body } = await check({ name: 'Qwortle Inc.', domain: 'https://www.qwortle.com/about' });
    expect(status).toBe(200);
    expect(body.breaches.map(({ external_id }: { external_id: string }) => external_id)).toEqual(
      expect.arrayContaining(['Qwortle', 'QwortleForum']),
    );
    expect(body.breaches).toHaveLength(2);
    expect(body.breaches[0]).toMatchObject({
      external_id: 'Qwortle',
      severity: 'high',
      breach_date: '2019-01-01',
      pwn_count: 1000,
    });
    expect(body.breaches[0].confidence).toBeGreaterThan(0.9);
    expect(body.breaches[0].match_reason).toContain('qwortle');
    expect(body.breaches[0].matched_fields[0]).toMatchObject({ strategy: 'domain' });
    expect(body.checked).toBeGreaterThanOrEqual(3);
  });

  test('tells by name alone, too, and says where nothing is known', async () => {
    const named = await check({ name: 'plumbastic GmbH' });
    expect(named.body).toMatchObject({ domain: null, breaches: [{ external_id: 'Plumbastic' }] });
    expect((await check({ name: 'Nobody At All', domain: 'nobody.example' })).body.breaches).toEqual([]);
  });

  test('leaves no trace in the register', async () => {
    const before = (await rig.call(rig.first.keys.viewer, 'GET', '/vendors')).body.length;
    await check({ name: 'Qwortle' });
    expect((await rig.call(rig.first.keys.viewer, 'GET', '/vendors')).body).toHaveLength(before);
  });

  test('needs a name, and somebody signed in', async () => {
    expect(fieldsOf(await check({ domain: 'qwortle.com' }))).toEqual(['name']);
    expect(fieldsOf(await check({ name: 'A', site: 'x' }))).toEqual(['site']);
    expect((await rig.call(null, 'POST', '/security-monitoring/check-vendor', { name: 'A' })).status).toBe(
      401,
    );
  });
});

test('an incident says which source each of its fields comes from', async () => {
  const key = rig.first.keys.viewer;
  const [{ id }] = (await rig.call(key, 'GET', '/security-incidents?q=CVE-2024-12345')).body;
  const { provenance } = (await rig.call(key, 'GET', `/security-incidents/${id}`)).body;
  expect(provenance).toMatchObject({
    title: ['kev'],
    description: ['nvd'],
    severity: ['nvd'],
    cvss_score: ['nvd'],
    published_date: ['nvd'],
    kev_added_on: ['kev'],
    affected_products: ['kev'],
  });
  expect(provenance).not.toHaveProperty('domains');
});
