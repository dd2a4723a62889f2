/** What a single fault in a single reading does not show: clocks that differ for good, and a record that stays bad. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemoFeeds, type DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import { writeRecords, type CveSpec } from '../../support/data/records.ts';
import { openMatrixRig, type MatrixRig } from './matrix-rig.ts';

const HOUR_MS = 3_600_000;

let rig: MatrixRig;
beforeAll(async () => {
  rig = await openMatrixRig();
}, 300_000);
afterEach(() => rig.feeds.setFaults([]));
afterAll(() => rig.close(), 60_000);

const stored = async (source: string) =>
  (await rig.picture(source)).incidents.map((row) => String(row['external_id']));

describe('NVD, whose clock is not the database’s', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-clock-'));
  const published: CveSpec[] = [];
  let nvd: DemoFeeds;
  beforeAll(async () => {
    writeRecords(folder, [
      { id: 'CVE-2026-50000', description: 'Long ago.', modified: '2020-01-01T00:00:00.000Z' },
    ]);
    nvd = await startDemoFeeds({ recordsDir: folder, mode: 'as-is', port: 0 });
  });
  afterAll(async () => {
    await nvd.close();
    rmSync(folder, { recursive: true });
  });

  /** A CVE that NVD dates by its own clock, as it becomes visible. */
  async function publish(hours: number): Promise<string> {
    const id = `CVE-2026-${50_001 + published.length}`;
    const modified = new Date(Date.now() + hours * HOUR_MS).toISOString();
    published.push({ id, description: 'New.', modified, score: 7 });
    writeRecords(folder, published);
    await nvd.reload();
    return id;
  }

  test.each([
    ['five hours ahead', 5],
    ['right', 0],
    ['five hours behind', -5],
  ])('%s: a change after one reading is in the next', async (_, hours) => {
    published.splice(0);
    await rig.begin([]);
    nvd.setFaults([{ path: '/nvd', kind: 'clock_skew', hours }]);
    const first = await publish(hours);
    const readNvd = () => rig.read('nvd', { address: nvd.address });
    expect(await readNvd()).toEqual([]);
    const second = await publish(hours);
    expect(await readNvd()).toEqual([]);
    expect(await stored('nvd')).toEqual([first, second]);
    const third = await publish(hours);
    expect(await readNvd()).toEqual([]);
    expect(await stored('nvd')).toEqual([first, second, third]);
  });

  test('a clock that was wrong and is put right hides nothing', async () => {
    published.splice(0);
    await rig.begin([]);
    const ids: string[] = [];
    for (const hours of [5, 0, -5, 0]) {
      nvd.setFaults([{ path: '/nvd', kind: 'clock_skew', hours }]);
      ids.push(await publish(hours));
      expect(await rig.read('nvd', { address: nvd.address })).toEqual([]);
    }
    nvd.setFaults([]);
    expect(await rig.read('nvd', { address: nvd.address })).toEqual([]);
    expect(await stored('nvd')).toEqual(ids);
  });
});

describe("a record of CVE.org's that is answered with a page of HTML", () => {
  const address = '/cve-org/CVE-2023-22515';

  test('four times: it is asked for again, behind the others, and stored', async () => {
    await rig.begin([]);
    rig.feeds.setFaults([{ path: address, kind: 'html_page', times: 4 }]);
    expect(await rig.read('cve-org')).toEqual(Array.from({ length: 4 }, () => 'malformed'));
    expect(await stored('cve-org')).toContain('CVE-2023-22515');
    expect(await rig.picture('cve-org')).toMatchObject({ rejects: [], pending: [] });
  });

  test('always: it is set aside with its reason, and holds up none of the others', async () => {
    await rig.begin([]);
    expect(await rig.read('cve-org')).toEqual([]);
    const all = await stored('cve-org');
    await rig.begin([]);
    rig.feeds.setFaults([{ path: address, kind: 'html_page' }]);
    expect(await rig.read('cve-org')).toEqual(Array.from({ length: 4 }, () => 'malformed'));
    expect(await stored('cve-org')).toEqual(all.filter((id) => id !== 'CVE-2023-22515'));
    const reason = expect.stringMatching(/page of HTML/) as unknown;
    expect(await rig.picture('cve-org')).toMatchObject({
      rejects: [{ external_id: 'CVE-2023-22515', reason }],
      pending: [],
      cursor: { complete: true },
    });
  });
});
