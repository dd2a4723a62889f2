/** What becomes of entries that CISA's catalogue holds no more. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { nvdRecords } from '../../../../src/feeds/sources/nvd/client.ts';
import { finishScan } from '../../../../src/services/monitoring/scans/finish-scan.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { kevEntry, nvdItem, nvdMetric } from '../../../unit/feeds/records.ts';
import { addVendor, matchAll, trackings } from '../support/rig.ts';
import { forgetIncidents, read, rig, row, serveKev, take, useSources } from '../support/sources-rig.ts';

useSources();

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
      const { news: updates, watermarks } = await matchAll(rig.db, tenant.id);
      await rig.db.withTenant(tenant.id, (tx) =>
        finishScan(tx, {
          scanId: '00000000-0000-7000-8000-000000000000',
          watermarks,
          counts: { considered: 0, held: 0, matches: 0, responses: 0 },
          feeds: [],
        }),
      );
      return updates.map(({ change }) => [change.kind, change.kev]);
    };
    const today = new Date().toISOString();
    const item = nvdItem({
      lastModified: today.replace('Z', ''),
      affected: [{ source: 'x', affectedData: [{ vendor: 'Vendor Widget', product: 'Widget' }] }],
      metrics: { cvssMetricV31: [nvdMetric(9.8, 'Primary')] },
    });
    await take('nvd', nvdRecords([item]));
    await cycle();
    await rig.db.withTenant(tenant.id, (tx) =>
      tx.sql
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
    await rig.db.withTenant(tenant.id, (tx) =>
      tx.sql
        .updateTable('vendor_security_tracking')
        .set({ incident_kev: true, news_found_at: null })
        .execute(),
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
