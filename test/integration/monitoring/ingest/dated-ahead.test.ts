/** Records that their source dates in the future, as a clock that is wrong does. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cve, ingest, openRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const stored = (externalId: string) =>
  rig.db.withFeedRole((tx) =>
    tx.sql
      .selectFrom('security_incidents')
      .selectAll()
      .where('external_id', '=', externalId)
      .executeTakeFirstOrThrow(),
  );

describe('a record dated a year ahead', () => {
  const YEAR = 365 * 24;

  test('is stored as of its arrival, and its next version is taken, right or ahead or both in turn', async () => {
    const ID = 'CVE-2026-2001';
    const before = new Date().toISOString();
    await ingest(rig.db, [cve(ID, { modifiedDate: inHours(YEAR), cvssScore: 5 })]);
    const { modified_date } = await stored(ID);
    const times = [before, modified_date, new Date().toISOString()];
    expect(times).toEqual(times.toSorted());
    for (const [hours, cvssScore] of [
      [0, 6],
      [YEAR, 7],
      [2, 8],
      [0, 9],
    ] as const) {
      const version = cve(ID, { modifiedDate: inHours(hours), cvssScore });
      expect(await ingest(rig.db, [version])).toMatchObject({ changed: 1, stale: 0 });
      expect(await stored(ID)).toMatchObject({ cvss_score: cvssScore });
    }
  });

  test('read again, changes nothing; neither does one that says what was said before', async () => {
    const ID = 'CVE-2026-2002';
    const ahead = cve(ID, { modifiedDate: inHours(YEAR) });
    await ingest(rig.db, [ahead]);
    const first = await stored(ID);
    expect(await ingest(rig.db, [ahead])).toMatchObject({ unchanged: 1, touched: 0 });
    expect(await stored(ID)).toEqual(first);
    const right = cve('CVE-2026-2003', { modifiedDate: inHours(-3) });
    await ingest(rig.db, [right]);
    const second = await stored('CVE-2026-2003');
    expect(await ingest(rig.db, [{ ...right, modifiedDate: inHours(YEAR) }])).toMatchObject({ unchanged: 1 });
    expect(await stored('CVE-2026-2003')).toEqual(second);
  });

  test('does not let an older version in: what was said yesterday is no update', async () => {
    const ID = 'CVE-2026-2004';
    await ingest(rig.db, [cve(ID, { modifiedDate: inHours(YEAR), cvssScore: 9 })]);
    const older = cve(ID, { modifiedDate: inHours(-24), cvssScore: 3 });
    expect(await ingest(rig.db, [older])).toMatchObject({ stale: 1, changed: 0 });
    expect(await stored(ID)).toMatchObject({ cvss_score: 9 });
  });

  test('that rejects a CVE does not outlast the CNA’s own word of today', async () => {
    const ID = 'CVE-2026-2005';
    const ahead = inHours(YEAR);
    await ingest(rig.db, [cve(ID, { modifiedDate: ahead, withdrawnAt: ahead })]);
    expect((await stored(ID)).withdrawn_at).not.toBeNull();
    const published = cve(ID, { source: 'cve-org', modifiedDate: inHours(0) });
    await ingest(rig.db, [published], 'cve-org');
    expect(await stored(ID)).toMatchObject({ withdrawn_at: null });
  });
});

test('a known record that has lost its date is set aside or taken by what it says, and its page goes on', async () => {
  const undated = cve('CVE-2026-2006', { modifiedDate: inHours(-1) });
  await ingest(rig.db, [undated]);
  const page = [{ ...undated, modifiedDate: null }, cve('CVE-2026-2007')];
  expect(await ingest(rig.db, page)).toMatchObject({ new: 1, rejected: 0 });
});
