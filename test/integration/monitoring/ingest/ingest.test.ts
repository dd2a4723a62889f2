import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NormalizedIncident } from '../../../../src/domain/incidents/normalized-incident.ts';
import { cve, ingest, openRig, type Rig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.close());

const stored = (externalId: string) =>
  rig.db.withFeedRole((tx) =>
    tx.sql
      .selectFrom('security_incidents')
      .selectAll()
      .where('external_id', '=', externalId)
      .executeTakeFirstOrThrow(),
  );

const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;

describe('a page of a source', () => {
  test('taken in twice, is there once and unchanged', async () => {
    const page = [cve('CVE-2026-1001'), cve('CVE-2026-1002')];
    expect(await ingest(rig.db, page)).toMatchObject({ new: 2, changed: 0 });
    const before = await stored('CVE-2026-1001');
    expect(await ingest(rig.db, page)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect((await stored('CVE-2026-1001')).changed_xid).toBe(before.changed_xid);
  });

  test('with only a new date of change, tells no tenant of a change', async () => {
    await ingest(rig.db, [cve('CVE-2026-1003', { modifiedDate: at(1) })]);
    const before = await stored('CVE-2026-1003');
    expect(await ingest(rig.db, [cve('CVE-2026-1003', { modifiedDate: at(2) })])).toMatchObject({
      changed: 0,
      touched: 1,
    });
    const after = await stored('CVE-2026-1003');
    expect(after).toMatchObject({ changed_xid: before.changed_xid, modified_date: at(2) });
  });

  test('with a score at last, is a change', async () => {
    const unscored = { cvssScore: null, severity: 'medium' as const, modifiedDate: at(1) };
    await ingest(rig.db, [cve('CVE-2026-1004', unscored)]);
    const before = await stored('CVE-2026-1004');
    expect(await ingest(rig.db, [cve('CVE-2026-1004', { modifiedDate: at(2) })])).toMatchObject({
      changed: 1,
    });
    const after = await stored('CVE-2026-1004');
    expect(Number(after.changed_xid)).toBeGreaterThan(Number(before.changed_xid));
    expect(after).toMatchObject({ cvss_score: 9.8, severity: 'critical', severity_known: true });
    expect(after.risk_score).toBeGreaterThan(before.risk_score);
  });

  test('that is older than what is stored, overwrites nothing', async () => {
    await ingest(rig.db, [cve('CVE-2026-1005', { modifiedDate: at(9), cvssScore: 9.1 })]);
    expect(
      await ingest(rig.db, [cve('CVE-2026-1005', { modifiedDate: at(3), cvssScore: 2.0 })]),
    ).toMatchObject({
      stale: 1,
      changed: 0,
    });
    expect((await stored('CVE-2026-1005')).cvss_score).toBe(9.1);
  });

  test('of another source, joins the same incident, and a breach of order loses neither', async () => {
    const kev = cve('CVE-2026-1006', { source: 'kev', kevAddedOn: '2026-01-05', cvssScore: null });
    await Promise.all([
      ingest(rig.db, [cve('CVE-2026-1006')]),
      ingest(rig.db, [kev], 'kev'),
      ingest(rig.db, [cve('CVE-2026-1006', { source: 'cve-org' })], 'cve-org'),
    ]);
    const incident = await stored('CVE-2026-1006');
    expect(Object.keys(incident.incident_details).sort()).toEqual(['cve-org', 'kev', 'nvd']);
    expect(incident).toMatchObject({ kev_added_on: '2026-01-05', cvss_score: 9.8 });
  });

  test('whose records no longer parse, keeps them with their reason and goes on', async () => {
    const reject = {
      reject: { externalId: 'CVE-2026-1007', reason: 'published: not a date', sample: '{"id":1}' },
    };
    for (let seen = 1; seen <= 2; seen += 1) {
      expect(await ingest(rig.db, [reject, cve('CVE-2026-1008')])).toMatchObject({ rejected: 1 });
    }
    const rejects = await rig.db.withFeedRole((tx) =>
      tx.sql.selectFrom('feed_rejects').selectAll().execute(),
    );
    expect(rejects).toMatchObject([
      { external_id: 'CVE-2026-1007', reason: 'published: not a date', seen: 2 },
    ]);
    expect(await stored('CVE-2026-1008')).toMatchObject({ severity: 'critical' });
  });

  test('that leaves out a stored record by configuration, withdraws it', async () => {
    await ingest(rig.db, [cve('CVE-2026-1009')]);
    await ingest(rig.db, [{ omitted: { externalId: 'CVE-2026-1009', reason: 'a spam list' } }]);
    expect((await stored('CVE-2026-1009')).withdrawn_at).not.toBeNull();
  });

  test('comes in whole although other sources write the same incidents in another order', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `CVE-2026-${String(20_000 + n)}`);
    const page = (source: string, order: string[]): NormalizedIncident[] =>
      order.map((id) => cve(id, { source }));
    const reversed = [...ids].reverse();
    const counts = await Promise.all([
      ingest(rig.db, page('nvd', ids), 'nvd'),
      ingest(rig.db, page('cve-org', reversed), 'cve-org'),
      ingest(rig.db, page('kev', [...ids.slice(30), ...ids.slice(0, 30)]), 'kev'),
    ]);
    expect(counts.reduce((sum, count) => sum + count.new, 0)).toBe(60);
    for (const id of [ids[0] ?? '', ids[59] ?? '']) {
      expect(Object.keys((await stored(id)).incident_details).sort()).toEqual(['cve-org', 'kev', 'nvd']);
    }
  });

  test('that fails in the middle leaves neither rows nor cursor', async () => {
    const before = await rig.db.withFeedRole((tx) => tx.sql.selectFrom('feed_cursors').selectAll().execute());
    const broken = cve('CVE-2026-1011', { cvssScore: 11 });
    await expect(ingest(rig.db, [cve('CVE-2026-1010'), broken], 'nvd')).rejects.toMatchObject({});
    await expect(stored('CVE-2026-1010')).rejects.toThrow();
    expect(
      await rig.db.withFeedRole((tx) => tx.sql.selectFrom('feed_cursors').selectAll().execute()),
    ).toEqual(before);
  });
});
