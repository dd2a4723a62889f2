/** What the sources' records come to in the catalogue, through the feeds' own definitions and real PostgreSQL. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { createCveOrgClient } from '../../../src/feeds/cve-org.ts';
import { createHibpClient } from '../../../src/feeds/hibp.ts';
import { nvdRecords } from '../../../src/feeds/nvd.ts';
import { loadRecords } from '../../../src/dev/demo-feeds/records.ts';
import type { FetchedRecord } from '../../../src/domain/normalized-incident.ts';
import { readFeedPage, type FeedDeps } from '../../../src/services/feeds/read-feed.ts';
import { storeScores } from '../../../src/services/feeds/store-scores.ts';
import { ingestPage } from '../../../src/services/incidents/ingest.ts';
import { finishScan } from '../../../src/services/scans/finish-scan.ts';
import { createTestTenant } from '../../support/tenants.ts';
import { cveRecord, hibpBreach, kevEntry, nvdItem, nvdMetric } from '../../unit/feeds/records.ts';
import { addVendor, matchAll, openRig, trackings, type Rig } from './rig.ts';

let rig: Rig;
let server: Server;
let address: string;
/** What the server answers by path; an entry with an ETag answers 304 to who has it. */
const bodies = new Map<string, { body: unknown; etag?: string }>();

beforeAll(async () => {
  rig = await openRig();
  server = createServer((request, response) => {
    const found = bodies.get(new URL(request.url ?? '/', 'http://x').pathname);
    if (found === undefined) response.writeHead(404).end();
    else if (found.etag !== undefined && request.headers['if-none-match'] === found.etag)
      response.writeHead(304, { etag: found.etag }).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/json', ...(found.etag ? { etag: found.etag } : {}) })
        .end(JSON.stringify(found.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}, 300_000);

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rig.close();
}, 60_000);

const empty = () =>
  rig.db.feed(async ({ q }) => {
    for (const table of ['epss_scores', 'feed_cursors', 'feed_rejects'])
      await sql`delete from ${sql.raw(table)}`.execute(q);
  });
const forgetIncidents = async () => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: rig.database.urls.superuser });
  await client.connect();
  await client.query(
    'truncate security_incidents cascade; delete from epss_scores; delete from feed_cursors',
  );
  await client.end();
};

const deps = (hibp: Record<string, string> = {}): FeedDeps => ({
  db: rig.db,
  rateLimited: false,
  settings: { kev: { url: `${address}/kev.json` }, hibp: { base_url: `${address}/hibp`, ...hibp } },
});
const read = (source: string, from = deps()) =>
  readFeedPage(from, { source, since: '2000-01-01T00:00:00.000Z', step: null });

const take = (source: string, records: FetchedRecord[]) =>
  ingestPage(rig.db, { source, records, progress: {} });

const rows = () =>
  rig.db.feed(({ q }) => q.selectFrom('security_incidents').selectAll().orderBy('external_id').execute());
const row = async (id: string) => {
  const found = (await rows()).find((one) => one.external_id === id);
  if (!found) throw new Error(`${id} is not stored`);
  return found;
};

const IDS_AND_TIMES_OF_WRITING = [
  'id',
  'changed_xid',
  'changed_at',
  'created_at',
  'updated_at',
  'discovered_date',
];
const omit = (said: object, names: string[]) =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name)));

const kevOf = (released: string, entries: object[], more: object = {}) => ({
  title: 'KEV',
  catalogVersion: released.slice(0, 10),
  dateReleased: released,
  count: entries.length,
  vulnerabilities: entries,
  ...more,
});
const serveKev = (released: string, entries: object[], more: object = {}) =>
  bodies.set('/kev.json', { body: kevOf(released, entries, more) });

describe('an entry that CISA takes out of its catalogue', () => {
  const ours = kevEntry();
  const other = kevEntry({ cveID: 'CVE-2024-20001' });

  beforeEach(forgetIncidents);

  async function listed() {
    await take('nvd', nvdRecords([nvdItem({ metrics: { cvssMetricV31: [nvdMetric(5, 'Primary')] } })]));
    serveKev('2026-01-01T00:00:00Z', [ours, other]);
    await read('kev');
    return row('CVE-2024-12345');
  }

  test('is known to be exploited no more, while the CVE stays; and comes back with the entry', async () => {
    const before = await listed();
    expect(before).toMatchObject({ kev_added_on: '2024-03-04', withdrawn_at: null });
    serveKev('2026-01-02T00:00:00Z', [other]);
    expect(await read('kev')).toMatchObject({ changed: 1 });
    const after = await row('CVE-2024-12345');
    expect(after).toMatchObject({ kev_added_on: null, withdrawn_at: null, severity: 'medium' });
    expect(after.risk_score).toBeLessThan(before.risk_score);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    serveKev('2026-01-03T00:00:00Z', [other]);
    expect(await read('kev')).toMatchObject({ changed: 0 });
    serveKev('2026-01-04T00:00:00Z', [ours, other]);
    expect(await read('kev')).toMatchObject({ changed: 1 });
    expect((await row('CVE-2024-12345')).fingerprint).toBe(before.fingerprint);
  });

  test('known from KEV alone, it waits for a score', async () => {
    await listed();
    serveKev('2026-01-02T00:00:00Z', [ours]);
    await read('kev');
    expect(await row('CVE-2024-20001')).toMatchObject({
      kev_added_on: null,
      severity_known: false,
      withdrawn_at: null,
    });
  });

  test.each([
    ['a catalogue shorter than it says', { count: 2 }, '2026-01-02T00:00:00Z', [other]],
    ['an empty catalogue', {}, '2026-01-02T00:00:00Z', []],
    ['an entry that has lost its name', {}, '2026-01-02T00:00:00Z', [other, { cveID: 7 }]],
    ['a catalogue that does not say of when it is', { dateReleased: null }, '', [other]],
    ['an older catalogue', {}, '2025-12-31T00:00:00Z', [other]],
  ])('is not taken out by %s', async (_, more, released, entries) => {
    await listed();
    serveKev(released, entries, more);
    await read('kev');
    expect(await row('CVE-2024-12345')).toMatchObject({ kev_added_on: '2024-03-04' });
  });

  test('lowers what people know, without an alert, and wakes them when it is listed again', async () => {
    const tenant = await createTestTenant(rig.db);
    await addVendor(rig.db, tenant.id, 'Vendor Widget');
    const cycle = async () => {
      const { news, watermarks } = await matchAll(rig.db, tenant.id);
      await rig.db.tenant(tenant.id, (tx) =>
        finishScan(tx, {
          scanId: '00000000-0000-7000-8000-000000000000',
          watermarks,
          counts: { considered: 0, held: 0, matches: 0, responses: 0 },
          feeds: [],
        }),
      );
      return news.map(({ change }) => [change.kind, change.kev]);
    };
    const today = new Date().toISOString();
    const item = nvdItem({
      lastModified: today.replace('Z', ''),
      affected: [{ source: 'x', affectedData: [{ vendor: 'Vendor Widget', product: 'Widget' }] }],
      metrics: { cvssMetricV31: [nvdMetric(9.8, 'Primary')] },
    });
    await take('nvd', nvdRecords([item]));
    await cycle();
    await rig.db.tenant(tenant.id, ({ q }) =>
      q
        .updateTable('vendor_security_tracking')
        .set({ response_workflow_id: 'incident-response/x' })
        .execute(),
    );
    const known = async () =>
      (await trackings(rig.db, tenant.id))
        .filter(({ external_id }) => external_id === 'CVE-2024-12345')
        .map(({ incident_kev }) => incident_kev);
    expect(await known()).toEqual([false]);
    serveKev('2026-01-01T00:00:00Z', [ours, other]);
    await read('kev');
    expect(await cycle()).toEqual([['worsened', true]]);
    await rig.db.tenant(tenant.id, ({ q }) =>
      q.updateTable('vendor_security_tracking').set({ incident_kev: true, news_found_at: null }).execute(),
    );
    serveKev('2026-01-02T00:00:00Z', [other]);
    await read('kev');
    expect(await cycle()).toEqual([]);
    expect(await known()).toEqual([false]);
    serveKev('2026-01-03T00:00:00Z', [ours, other]);
    await read('kev');
    expect(await cycle()).toEqual([['worsened', true]]);
  });
});

describe('kinds of breaches that are left out', () => {
  const spam = hibpBreach({ Name: 'Spam', IsSpamList: true });
  beforeEach(forgetIncidents);

  test('come in when an operator switches them on, though the list is "not modified", and go when it is off', async () => {
    bodies.set('/hibp/breaches', { body: [hibpBreach(), spam], etag: '"1"' });
    const names = async () =>
      (await rows()).filter((one) => one.withdrawn_at === null).map((one) => one.external_id);
    await read('hibp');
    expect(await names()).toEqual(['Widgets']);
    expect(await read('hibp')).toMatchObject({ new: 0, changed: 0 });
    expect(await read('hibp', deps({ include: 'stealer_log, spam_list' }))).toMatchObject({ new: 1 });
    expect(await names()).toEqual(['Spam', 'Widgets']);
    await read('hibp');
    expect(await names()).toEqual(['Widgets']);
    await read('hibp', deps({ include: 'spam_list' }));
    expect(await names()).toEqual(['Spam', 'Widgets']);
  });
});

describe('a bulk edit', () => {
  const COUNT = 3_000;
  const item = (n: number, edited: boolean) => {
    const affected = ['Alpha', 'Beta'].map((product) => ({
      vendor: 'Zyxquil Networks',
      product: `${product} ${String(n)}`,
      versions: [
        { version: '1.0', lessThan: '1.9', status: 'affected', versionType: 'semver' },
        { version: '2.0', status: 'unaffected' },
      ],
    }));
    const references = [{ url: 'https://vendor.example/1' }, { url: 'https://vendor.example/2' }];
    return nvdItem({
      id: `CVE-2025-${String(100_000 + n)}`,
      lastModified: edited ? '2026-02-02T02:02:02.000' : '2026-01-01T01:01:01.000',
      descriptions: [{ lang: 'en', value: edited ? 'A flaw\n in  the gateway.' : 'A flaw in the gateway.' }],
      metrics: { cvssMetricV31: [nvdMetric(9.8, 'Primary')] },
      affected: [
        {
          source: 'x',
          affectedData: edited
            ? affected.map((one) => ({ ...one, versions: one.versions.toReversed() })).reverse()
            : affected,
        },
      ],
      references: edited ? [...references.toReversed(), { url: 'https://other.example/new' }] : references,
    });
  };
  const pages = (edited: boolean) => Array.from({ length: COUNT }, (_, n) => item(n, edited));
  const marks = async () => (await rows()).map(({ changed_xid }) => changed_xid);

  beforeEach(forgetIncidents);

  test.each([
    ['of dates alone', (cve: object) => cve],
    ['of dates, order, white space and references', (_: object, n: number) => item(n, true).cve],
  ])(
    '%s moves no mark, and no cycle considers anything',
    async (_, edit) => {
      const tenant = await createTestTenant(rig.db);
      await addVendor(rig.db, tenant.id, 'Qwortle Holdings');
      await take('nvd', nvdRecords(pages(false)));
      const { watermarks } = await matchAll(rig.db, tenant.id, { limit: 1000 });
      await rig.db.tenant(tenant.id, (tx) =>
        finishScan(tx, {
          scanId: '00000000-0000-7000-8000-000000000000',
          watermarks,
          counts: { considered: 0, held: 0, matches: 0, responses: 0 },
          feeds: [],
        }),
      );
      const before = await marks();
      expect(before).toHaveLength(COUNT);
      const edited = pages(false).map(({ cve }, n) => ({
        cve: { ...edit(cve, n), lastModified: '2026-02-02T02:02:02.000' },
      }));
      expect(await take('nvd', nvdRecords(edited))).toMatchObject({ new: 0, changed: 0, touched: COUNT });
      // Another source brings the same CVEs: what was written down and read again is what it was.
      await take('nvd', nvdRecords(edited.slice(0, 100)));
      expect(await marks()).toEqual(before);
      expect(await matchAll(rig.db, tenant.id)).toMatchObject({ considered: 0, matches: 0, news: [] });
    },
    120_000,
  );
});

describe('pages of four sources', () => {
  const ID = 'CVE-2024-12345';
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 2 });
  const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000`;
  const versions = [
    { version: '1.0', lessThan: '2.0', status: 'affected', versionType: 'semver' },
    { version: '3.0', status: 'unaffected' },
  ];
  const affected = fc.subarray(
    ['Alpha', 'alpha', 'Beta'].map((product) => ({ vendor: 'Vendor', product, versions })),
  );
  const text = fc.constantFrom('Widget fails.', 'Widget  fails.', 'Widget breaks.');
  const nvdVersion = fc.record({
    vulnStatus: fc.constantFrom('Received', 'Awaiting Analysis', 'Rejected', 'Something New'),
    score: fc.option(fc.constantFrom(4.2, 9.8)),
    affected,
    text,
    kev: fc.boolean(),
  });
  const orgVersion = fc.record({
    state: fc.constantFrom('PUBLISHED', 'REJECTED'),
    score: fc.option(fc.constantFrom(5.1, 7.7)),
    affected,
    text,
    kev: fc.boolean(),
  });

  type Page = () => Promise<unknown>;
  const nvdPage =
    (
      day: number,
      version: { vulnStatus: string; score: number | null; affected: object[]; text: string; kev: boolean },
    ): Page =>
    () =>
      take(
        'nvd',
        nvdRecords([
          nvdItem({
            lastModified: at(day),
            vulnStatus: version.vulnStatus,
            descriptions: [{ lang: 'en', value: version.text }],
            metrics: version.score === null ? {} : { cvssMetricV31: [nvdMetric(version.score, 'Primary')] },
            affected: [{ source: 'x', affectedData: version.affected }],
            ...(version.kev ? { cisaExploitAdd: '2024-02-02' } : {}),
          }),
        ]),
      );
  const orgPage =
    (
      day: number,
      version: { state: string; score: number | null; affected: object[]; text: string; kev: boolean },
    ): Page =>
    async () => {
      const record = cveRecord(
        {
          affected: version.affected,
          descriptions: [{ lang: 'en', value: version.text }],
          metrics: version.score === null ? [] : [{ cvssV3_1: { baseScore: version.score } }],
        },
        { state: version.state, dateUpdated: `${at(day)}Z` },
      );
      if (version.kev) {
        const cisa = { metrics: [{ other: { type: 'kev', content: { dateAdded: '2024-02-03' } } }] };
        (record['containers'] as { adp: object[] }).adp = [cisa];
      }
      bodies.set(`/cve/${ID}`, { body: record });
      const found = await createCveOrgClient({ baseUrl: `${address}/cve`, deltaUrl: address }).getCveById(ID);
      return take('cve-org', found === null ? [] : [found]);
    };
  const kevPage =
    (day: number, version: { listed: boolean; ransomware: boolean }): Page =>
    () => {
      const known = { knownRansomwareCampaignUse: version.ransomware ? 'Known' : 'Unknown' };
      const others = [kevEntry({ cveID: 'CVE-2024-20001' })];
      serveKev(`${at(day)}Z`, version.listed ? [kevEntry(known), ...others] : others);
      return read('kev');
    };
  const epssPage =
    (epss: number): Page =>
    () =>
      ingestPage(rig.db, {
        source: 'epss',
        records: [],
        progress: {},
        also: (tx) => storeScores(tx, [{ cveId: ID, epss, percentile: 0.5, date: '2026-01-01' }]),
      });

  const outcome = async (pages: readonly Page[]) => {
    await forgetIncidents();
    for (const page of pages) await page();
    return (await rows()).map((said) => omit(said, IDS_AND_TIMES_OF_WRITING));
  };

  test('come to the same rows in whichever order they arrive, older versions of a record among them', async () => {
    const arrival = fc.record({
      nvd: fc.tuple(days, fc.tuple(nvdVersion, nvdVersion)),
      org: fc.tuple(days, fc.tuple(orgVersion, orgVersion)),
      kev: fc.tuple(
        days,
        fc.array(fc.record({ listed: fc.boolean(), ransomware: fc.boolean() }), {
          minLength: 2,
          maxLength: 2,
        }),
      ),
      epss: fc.constantFrom(0.01, 0.9),
      first: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }),
      second: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(arrival, async ({ nvd, org, kev, epss, first, second }) => {
        const catalogues = kev[0]
          .map((day, n) => ({ day, ...(kev[1][n] ?? { listed: true, ransomware: false }) }))
          .sort((a, b) => a.day - b.day);
        const takesOut = catalogues[0]?.listed === true && catalogues[1]?.listed === false;
        const kevPages = catalogues.map(({ day, ...entry }) => kevPage(day, entry));
        const pages: Page[] = [
          ...nvd[0].map((day, n) => nvdPage(day, nvd[1][n as 0 | 1])),
          ...org[0].map((day, n) => orgPage(day, org[1][n as 0 | 1])),
          ...kevPages,
          epssPage(epss),
        ];
        const inOrder = (keys: number[]) => {
          const sorted = pages
            .map((page, n) => ({ page, n, key: keys[n] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ page }) => page);
          // Of an entry that was taken out before it was ever seen nothing is known: those two come in their order.
          const [one, two] = kevPages;
          if (!one || !two || sorted.indexOf(one) < sorted.indexOf(two)) return sorted;
          return takesOut ? sorted.map((page) => (page === one ? two : page === two ? one : page)) : sorted;
        };
        expect(await outcome(inOrder(first))).toEqual(await outcome(inOrder(second)));
      }),
      { numRuns: 40 },
    );
  }, 300_000);
});

const shared = new URL('../../../../shared/data', import.meta.url).pathname;
const present = existsSync(shared);
if (!present) test.skip(`the real records are not at ${shared}`, () => undefined);

(present ? test : test.skip)(
  'all real records beside the checkout go in, every one that does not with its reason',
  async () => {
    await empty();
    await forgetIncidents();
    const records = await loadRecords(shared);
    bodies.set('/hibp/breaches', { body: records.breaches });
    bodies.set('/kev.json', { body: records.kev });
    const org: FetchedRecord[] = [];
    const client = createCveOrgClient({ baseUrl: `${address}/cve`, deltaUrl: address });
    for (const [id, record] of records.cveOrg) {
      bodies.set(`/cve/${id}`, { body: record });
      const found = await client.getCveById(id);
      if (found) org.push(found);
    }
    const list = await createHibpClient({ baseUrl: `${address}/hibp` }).listBreaches();
    const left = list.notModified ? [] : list.records.filter((one) => 'omitted' in one.read());
    const nvd = await take('nvd', nvdRecords(records.nvd.map((cve) => ({ cve }))));
    const cveOrg = await take('cve-org', org);
    const kev = await read('kev');
    const hibp = await read('hibp');
    expect(nvd).toMatchObject({ new: records.nvd.length, rejected: 0 });
    expect(cveOrg.rejected + kev.rejected + hibp.rejected).toBe(0);
    expect(hibp.new).toBe(records.breaches.length - left.length);
    const stored = await rows();
    const bySource = (source: string) => stored.filter((one) => source in one.incident_details).length;
    expect({
      nvd: bySource('nvd'),
      'cve-org': bySource('cve-org'),
      kev: bySource('kev'),
      hibp: bySource('hibp'),
    }).toEqual({
      nvd: records.nvd.length,
      'cve-org': records.cveOrg.size,
      kev: records.kev.vulnerabilities.length,
      hibp: records.breaches.length - left.length,
    });
    // Taken in again, in another order, nothing is new and nothing has changed.
    const again = [
      await take('cve-org', org.toReversed()),
      await take('nvd', nvdRecords(records.nvd.map((cve) => ({ cve })).reverse())),
    ];
    for (const counts of again) expect(counts).toMatchObject({ new: 0, changed: 0, rejected: 0 });
  },
  300_000,
);
