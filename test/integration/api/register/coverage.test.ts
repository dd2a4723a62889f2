/** What Vigil cannot see of a register, what stored incidents would add to it, and how that is taken over. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NormalizedIncident } from '../../../../src/domain/incidents/normalized-incident.ts';
import { configure, cve, ingest, matchAll } from '../../monitoring/support/rig.ts';
import { fieldsOf, startRig, type Answer, type Rig } from '../support/rig.ts';

let rig: Rig;
const ids: Record<string, string> = {};

const REGISTER = [
  { name: 'Zyxquil Networks', domains: ['zyxquil.com'], products: ['Zyxrocket'], criticality: 'low' },
  { name: 'Quarrelbee', criticality: 'low' },
  { name: 'Access', criticality: 'critical' },
  { name: 'Brellmoor Ltd' },
  { name: 'Brellmoor Inc.', domains: ['brellmoor.com'] },
];

const affecting = (
  vendor: string,
  product: string,
  maker: string,
): NormalizedIncident['affectedProducts'] => [
  { vendor, product, source: 'cve-org' },
  { vendor: maker, product: product.toLowerCase().replaceAll(' ', '_'), source: 'nvd' },
];
const breach = (title: string, domain: string): NormalizedIncident =>
  cve(title, {
    incidentType: 'data_breach',
    source: 'hibp',
    title,
    description: `In January 2026, ${title} suffered a data breach.`,
    affectedProducts: [],
    domains: [domain],
  });

const STORED = [
  cve('CVE-2026-42001', { affectedProducts: affecting('Quarrelbee', 'Glimhive', 'qbee_labs') }),
  cve('CVE-2026-42002', { affectedProducts: affecting('Quarrelbee', 'Glimhive', 'qbee_labs') }),
  cve('CVE-2026-42003', { affectedProducts: affecting('Quarrelbee', 'Server', 'quarrelbee') }),
  cve('CVE-2026-42004', { affectedProducts: affecting('Zyxquil Networks', 'Zyxrocket', 'zyxquil') }),
  breach('Quarrelbee', 'quarrelbee-mail.com'),
];

beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  for (const vendor of REGISTER) {
    const { body } = await rig.call(rig.first.keys.admin, 'POST', '/vendors', vendor);
    ids[vendor.name] = body.id;
  }
  await ingest(rig.db, STORED);
  await matchAll(rig.db, rig.first.id);
  // A reviewer judged the breach: it is the vendor's, whatever the matcher made of it.
  await rig.db.withTenant(rig.first.id, (tx) =>
    tx.sql
      .updateTable('vendor_security_tracking')
      .set({ risk_qualification_status: 'completed' })
      .where('vendor_id', '=', ids['Quarrelbee'] ?? '')
      .execute(),
  );
}, 300_000);
afterAll(() => rig.close());

const read = (path: string, key = rig.first.keys.viewer) => rig.call(key, 'GET', path);
const byName = ({ body }: Answer, name: string) =>
  body.find((row: { vendor: { name: string } }) => row.vendor.name === name);
const kinds = ({ causes }: { causes: { kind: string }[] }) => causes.map(({ kind }) => kind);
const suggested = (rows: { vendor: { name: string }; kind: string; value: string; incidents: number }[]) =>
  rows
    .filter(({ vendor }) => vendor.name === 'Quarrelbee')
    .map(({ kind, value, incidents }) => `${kind} ${value} ${String(incidents)}`);

describe('coverage gaps', () => {
  test('are of vendors that are hardly recognised, with why and what to add; those covered are not among them', async () => {
    const gaps = await read('/security-monitoring/blind-spots?limit=200');
    expect(gaps.status).toBe(200);
    expect(byName(gaps, 'Zyxquil Networks')).toBeUndefined();
    const quarrelbee = byName(gaps, 'Quarrelbee');
    expect(quarrelbee).toMatchObject({ sight: 'weak', breach_with_domain: null });
    expect(kinds(quarrelbee)).toEqual(['no_domain', 'no_products']);
    const twin = byName(gaps, 'Brellmoor Ltd');
    expect(twin.causes[0]).toMatchObject({ kind: 'same_name', add: ['merge', 'domain'] });
    expect(twin.causes[0].vendors).toEqual([{ id: ids['Brellmoor Inc.'], name: 'Brellmoor Inc.' }]);
  });

  test('are counted for the whole register, go on page by page, and can be asked for by cause', async () => {
    const { body } = await read('/security-monitoring/coverage');
    const seen: string[] = [];
    let next: string | undefined = '/security-monitoring/blind-spots?limit=2';
    while (next !== undefined) {
      const page: Answer = await read(next);
      seen.push(...page.body.map(({ id }: { id: string }) => id));
      next = /<http:\/\/vigil.test\/api\/v1([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(Number(body.blind) + Number(body.weak));
    const twins = await read('/security-monitoring/blind-spots?cause=same_name');
    expect(twins.body).toHaveLength(2);
    expect(body.causes).toContainEqual({ kind: 'same_name', vendors: 2 });
    expect(fieldsOf(await read('/security-monitoring/blind-spots?cursor=x&sight=odd'))).toEqual(['sight.0']);
    expect(fieldsOf(await read('/security-monitoring/blind-spots?cursor=x'))).toEqual(['cursor']);
  });

  test('follow the rules in force: at a higher threshold an ordinary word is not covered, and comes first', async () => {
    const notCovered = async () => (await read('/security-monitoring/blind-spots?sight=blind')).body;
    await configure(rig.db, rig.first.id, { matching_rules: { min_match_confidence: 0.9 } });
    const [first] = await notCovered();
    expect(first).toMatchObject({ vendor: { name: 'Access', criticality: 'critical' }, sight: 'blind' });
    expect(kinds(first)[0]).toBe('common_word');
    await configure(rig.db, rig.first.id, { matching_rules: {} });
    // Its namesake has more to it, and takes whatever names them.
    expect((await notCovered()).map(({ vendor }: { vendor: { name: string } }) => vendor.name)).toEqual([
      'Brellmoor Ltd',
    ]);
  });
});

describe('suggestions', () => {
  test('are what incidents that surely concern a vendor say of it, with how often and an example', async () => {
    const { body } = await read('/security-monitoring/suggestions?limit=200');
    expect(suggested(body)).toEqual([
      'domain quarrelbee-mail.com 1',
      'alias qbee labs 2',
      'product Glimhive 2',
    ]);
    const domain = body.find(({ kind }: { kind: string }) => kind === 'domain');
    expect(domain.example).toMatchObject({ external_id: 'Quarrelbee', title: 'Quarrelbee' });
    expect(suggested((await read('/security-monitoring/suggestions?kind=alias')).body)).toHaveLength(1);
  });

  test('are accepted one by one by an admin, once, and are recorded; the vendor is better covered for it', async () => {
    const vendor = ids['Quarrelbee'] ?? '';
    const path = `/vendors/${vendor}/identifiers`;
    const add = (kind: string, value: string, key = rig.first.keys.admin) =>
      rig.call(key, 'POST', path, { kind, value });
    expect((await add('domain', 'quarrelbee-mail.com', rig.first.keys.security_reviewer)).status).toBe(403);
    expect(fieldsOf(await add('domain', 'no domain'))).toEqual(['value']);
    await Promise.all([add('alias', 'QBee Labs'), add('alias', 'QBee Labs'), add('product', 'Glimhive')]);
    const { status, body } = await add('domain', 'https://www.quarrelbee-mail.com/login');
    expect(status).toBe(200);
    expect((await add('product', 'glimhive')).body.products).toHaveLength(1);
    expect(body).toMatchObject({
      aliases: ['QBee Labs'],
      domains: ['quarrelbee-mail.com'],
      products: [{ name: 'Glimhive' }],
    });
    const entries = await read(`/audit-log?action=vendor.update&target_id=${vendor}`, rig.first.keys.admin);
    expect(entries.body).toHaveLength(3);
    const after = await read(`/vendors/${vendor}/coverage`);
    expect(after.body).toMatchObject({
      sight: { sight: 'seen', causes: [] },
      suggestions: [],
      threshold: 0.5,
    });
    expect((await read('/security-monitoring/blind-spots?limit=200')).body).not.toContainEqual(
      expect.objectContaining({ id: vendor }),
    );
  });

  test("are nobody else's; an archived vendor has no coverage", async () => {
    expect((await read(`/vendors/${rig.others.vendor}/coverage`)).status).toBe(404);
    const other = await read('/security-monitoring/suggestions', rig.second.keys.viewer);
    expect(suggested(other.body)).toEqual([]);
    const vendor = ids['Access'] ?? '';
    await rig.call(rig.first.keys.admin, 'DELETE', `/vendors/${vendor}`);
    expect((await read(`/vendors/${vendor}/coverage`)).body).toMatchObject({ sight: null });
  });
});
