/** Why an incident concerns a vendor, why not, and which ones it nearly concerns. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { finishScan } from '../../../../src/services/monitoring/scans/finish-scan.ts';
import { addVendor, configure, cve, ingest, matchAll } from '../../monitoring/support/rig.ts';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let vendor: string;
/** The tenant's `min_match_confidence`. */
let threshold: number;
/** Incidents by what is said of them. */
const ids: Record<string, string> = {};

const named = { affectedProducts: [{ vendor: 'Zyxquil Networks', product: 'Rocket', source: 'nvd' }] };
const mentioned = {
  affectedProducts: [],
  title: 'A flaw',
  description: 'A flaw in Rocket allows attacks through Zyxquil Networks.',
};
const other = {
  affectedProducts: [{ vendor: 'Quarrelbee', product: 'Hive', source: 'nvd' }],
  description: 'x',
};
const LONG_AGO = '2024-01-01T00:00:00.000Z';

const STORED = {
  'CVE-2026-40001': named,
  'CVE-2026-40002': mentioned,
  'CVE-2026-40003': { ...other, title: 'A flaw in Hive' },
  'CVE-2026-40004': { ...named, severity: 'low' as const, cvssScore: 3.1 },
  'CVE-2026-40005': { ...named, cvssScore: null, severity: 'medium' as const },
  'CVE-2026-40006': { ...named, publishedDate: LONG_AGO, modifiedDate: LONG_AGO },
  'CVE-2026-40007': { ...mentioned, severity: 'low' as const, cvssScore: 3.1 },
};

beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  vendor = await addVendor(rig.db, rig.first.id);
  await ingest(
    rig.db,
    Object.entries(STORED).map(([id, changes]) => cve(id, changes)),
  );
  const rows = await rig.db.withTenant(rig.first.id, (tx) =>
    tx.sql.selectFrom('security_incidents').select(['id', 'external_id']).execute(),
  );
  for (const row of rows) ids[row.external_id] = row.id;
  // Whatever weights the matcher has: what is only mentioned is somewhat below the threshold.
  const { confidence } = await explain('CVE-2026-40002');
  threshold = Math.min(0.9, confidence / 0.75);
  await configure(rig.db, rig.first.id, { matching_rules: { min_match_confidence: threshold } });
  const { watermarks } = await matchAll(rig.db, rig.first.id);
  await rig.db.withTenant(rig.first.id, (tx) =>
    finishScan(tx, {
      scanId: rig.rows.scan,
      watermarks,
      counts: { considered: 0, held: 0, matches: 0, responses: 0 },
      feeds: [],
    }),
  );
}, 300_000);
afterAll(() => rig.close());

const ask = (body: unknown, key = rig.first.keys.viewer) =>
  rig.call(key, 'POST', '/security-monitoring/explain', body);
const explain = async (external_id: string, vendor_id = vendor) => {
  const { status, body } = await ask({ vendor_id, external_id });
  expect([external_id, status]).toEqual([external_id, 200]);
  return body;
};
const kinds = ({ obstacles }: { obstacles: { kind: string }[] }) => obstacles.map(({ kind }) => kind);

describe('the explanation of a pair', () => {
  test('that is a match has its evidence, and the tracking it became; by id as by the name at its source', async () => {
    const said = await explain('CVE-2026-40001');
    expect(said).toMatchObject({
      vendor: { id: vendor, name: 'Zyxquil Networks', status: 'active' },
      incident: {
        id: ids['CVE-2026-40001'],
        external_id: 'CVE-2026-40001',
        severity: 'critical',
        cvss_score: 9.8,
      },
      verdict: 'match',
      threshold,
      evidence: [{ strategy: 'exact_name' }],
      left_out: [],
      obstacles: [],
      tracking: { status: 'monitoring', match_confidence: said.confidence, doubtful_since: null },
    });
    expect(said.matcher_version).toMatch(/\d/);
    const byId = await ask({ vendor_id: vendor, incident_id: ids['CVE-2026-40001'] });
    expect(byId.body).toEqual(said);
  });

  test('that is none says what is too little, or that nothing is there', async () => {
    const little = await explain('CVE-2026-40002');
    expect(little).toMatchObject({ verdict: 'below_threshold', tracking: null });
    expect(little.confidence).toBeLessThan(little.threshold);
    expect(little.evidence).toHaveLength(1);
    expect(little.reason).toContain('stands in the text');
    expect(await explain('CVE-2026-40003')).toMatchObject({
      verdict: 'not_named',
      confidence: 0,
      evidence: [],
      reason: expect.stringContaining('Nothing in the incident names'),
    });
  });

  test('names what of the configuration keeps it from being raised', async () => {
    const low = await explain('CVE-2026-40004');
    expect(low).toMatchObject({ verdict: 'match', tracking: null });
    expect(kinds(low)).toEqual(['severity_below_threshold', 'cvss_below_threshold']);
    expect(low.obstacles[1].text).toBe('Its CVSS score, 3.1, is below the threshold 5.0.');
    expect(kinds(await explain('CVE-2026-40005'))).toEqual(['held_for_score']);
    expect(kinds(await explain('CVE-2026-40006'))).toEqual(['older_than_window']);
    await configure(rig.db, rig.first.id, { cve_monitoring_enabled: false });
    expect(kinds(await explain('CVE-2026-40001'))).toEqual(['monitoring_off']);
    await configure(rig.db, rig.first.id, { cve_monitoring_enabled: true });
  });

  test('says whether the next scan will look', async () => {
    await ingest(rig.db, [cve('CVE-2026-40008', named)]);
    expect(kinds(await explain('CVE-2026-40008'))).toEqual(['waits_for_scan']);
  });

  test('says what the rules leave out, and what a reviewer called false', async () => {
    await configure(rig.db, rig.first.id, {
      matching_rules: { match_by_name: false, min_match_confidence: threshold },
    });
    expect(await explain('CVE-2026-40004')).toMatchObject({
      verdict: 'switched_off',
      left_out: [{ strategy: 'exact_name' }],
    });
    await configure(rig.db, rig.first.id, { matching_rules: { min_match_confidence: threshold } });
    const key = (await rig.call(rig.first.keys.viewer, 'GET', `/trackings?vendor_id=${vendor}`)).body[0]
      .evidence_key;
    const verdict = { id: uuidv7(), tenant_id: rig.first.id, vendor_id: vendor, evidence_key: key };
    await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql
        .insertInto('match_feedback')
        .values({ ...verdict, verdict: 'false_positive' })
        .execute(),
    );
    expect(await explain('CVE-2026-40004')).toMatchObject({
      verdict: 'suppressed',
      reason: expect.stringContaining('A reviewer called this reason false'),
    });
    await rig.db.withTenant(rig.first.id, (tx) => tx.sql.deleteFrom('match_feedback').execute());
  });

  test('says of an archived vendor that it is one', async () => {
    const { admin } = rig.first.keys;
    const { body } = await rig.call(admin, 'POST', '/vendors', { name: 'Quarrelbee' });
    expect(await explain('CVE-2026-40003', body.id)).toMatchObject({ verdict: 'match' });
    await rig.call(admin, 'PATCH', `/vendors/${body.id}`, { status: 'archived' });
    const said = await explain('CVE-2026-40003', body.id);
    expect(said).toMatchObject({ verdict: 'vendor_archived', confidence: 0, vendor: { status: 'archived' } });
    expect(kinds(said)).toEqual(['vendor_archived']);
  });

  test('is for everybody signed in, of what their tenant has', async () => {
    const pair = { vendor_id: vendor, incident_id: ids['CVE-2026-40001'] };
    for (const key of Object.values(rig.first.keys)) expect((await ask(pair, key)).status).toBe(200);
    expect((await ask(pair, rig.second.keys.admin)).status).toBe(404);
    expect((await ask({ ...pair, vendor_id: rig.others.vendor })).body.detail).toBe(
      'There is no such vendor.',
    );
    expect((await ask({ ...pair, incident_id: rig.others.incident })).body).toMatchObject({
      status: 404,
      detail: 'There is no such incident.',
    });
    expect((await ask({ vendor_id: vendor, external_id: 'CVE-1900-0001' })).status).toBe(404);
  });

  test('needs a vendor and one name of an incident', async () => {
    expect(fieldsOf(await ask({ incident_id: ids['CVE-2026-40001'] }))).toEqual(['vendor_id']);
    expect(fieldsOf(await ask({ vendor_id: vendor }))).toEqual(['incident_id']);
    const both = { vendor_id: vendor, incident_id: ids['CVE-2026-40001'], external_id: 'CVE-2026-40001' };
    expect(fieldsOf(await ask(both))).toEqual(['incident_id']);
    expect(fieldsOf(await ask({ vendor_id: 'x', external_id: 'CVE-2026-40001' }))).toEqual(['vendor_id']);
  });
});

describe('near misses', () => {
  const read = (path: string) => rig.call(rig.first.keys.viewer, 'GET', path);

  test('of an incident: what nearly matched, why, and how far it is from the threshold', async () => {
    const path = `/security-incidents/${ids['CVE-2026-40002'] ?? ''}/near-misses`;
    const { body } = await read(path);
    expect(body).toMatchObject([
      { vendor: { id: vendor, name: 'Zyxquil Networks' }, threshold, against: [], tracking_id: null },
    ]);
    expect(body[0].confidence).toBeGreaterThanOrEqual(threshold / 2);
    expect(body[0].confidence).toBeLessThan(threshold);
    expect((await read(`${path}?share=0.95`)).body).toEqual([]);
    expect((await read(`/security-incidents/${ids['CVE-2026-40001'] ?? ''}/near-misses`)).body).toEqual([]);
    expect(fieldsOf(await read(`${path}?share=1`))).toEqual(['share']);
  });

  test('of a vendor: of the incidents that its tenant looks at, page by page through the window', async () => {
    const seen: string[] = [];
    let pages = 0;
    let next: string | undefined = `/vendors/${vendor}/near-misses?days=30&incidents=2`;
    while (next !== undefined) {
      const { body, headers } = await read(next);
      seen.push(...body.map(({ incident }: { incident: { external_id: string } }) => incident.external_id));
      next = /<http:\/\/vigil.test\/api\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
      pages += 1;
    }
    expect(seen).toEqual(['CVE-2026-40002']);
    expect(pages).toBeGreaterThan(2);
    expect(fieldsOf(await read(`/vendors/${vendor}/near-misses?days=91&incidents=0`)).sort()).toEqual([
      'days',
      'incidents',
    ]);
    expect((await read(`/vendors/${rig.others.vendor}/near-misses`)).status).toBe(404);
  });

  test('of a match that fell below the threshold lead to its tracking', async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    await ingest(rig.db, [cve('CVE-2026-40001', { ...mentioned, modifiedDate: later })]);
    await matchAll(rig.db, rig.first.id);
    const { tracking } = await explain('CVE-2026-40001');
    expect(tracking.doubtful_since).not.toBeNull();
    const { body } = await read(`/security-incidents/${ids['CVE-2026-40001'] ?? ''}/near-misses`);
    expect(body).toMatchObject([{ tracking_id: tracking.id }]);
    const [row] = (await read(`/trackings?incident_id=${ids['CVE-2026-40001'] ?? ''}`)).body;
    expect(row).toMatchObject({ id: tracking.id, doubtful_since: tracking.doubtful_since });
  });
});
