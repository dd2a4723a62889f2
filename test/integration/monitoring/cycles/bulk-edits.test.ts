/** Readings that bring other records and no news: kinds left out, bulk edits. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { nvdRecords } from '../../../../src/feeds/sources/nvd/client.ts';
import { finishScan } from '../../../../src/services/monitoring/scans/finish-scan.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { hibpBreach, nvdItem, nvdMetric } from '../../../unit/feeds/records.ts';
import { addVendor, matchAll } from '../support/rig.ts';
import { bodies, deps, forgetIncidents, read, rig, rows, take, useSources } from '../support/sources-rig.ts';

useSources();

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
      await rig.db.withTenant(tenant.id, (tx) =>
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
