/** Health of feeds in the API and for Prometheus, and every reject explained. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scheduleId } from '../../../../src/contracts/ids.ts';
import { readMonitoredTenant } from '../../../../src/services/monitoring/scans/monitored-tenants.ts';
import { recordFailure } from '../../../../src/services/catalogue/feeds/cursor.ts';
import { ingestPage } from '../../../../src/services/catalogue/ingest/ingest.ts';
import { reconcileSchedules } from '../../../../src/temporal/schedules.ts';
import { asFetched, cve, ingest } from '../../monitoring/support/rig.ts';
import { startRig, type Answer, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

const get = (path: string, role: 'admin' | 'viewer' | 'compliance' | 'security_reviewer' = 'admin') =>
  rig.call(rig.first.keys[role], 'GET', path);
const feed = async (id: string) => {
  const rows = (await get('/feeds')).body as Record<string, unknown>[];
  return rows.find((row) => row['id'] === id);
};

test('feeds that were never read wait, under their names and in their order', async () => {
  const { body } = await get('/feeds', 'viewer');
  expect(body.map(({ id, title }: Record<string, string>) => [id, title])).toEqual([
    ['nvd', 'NVD'],
    ['cve-org', 'CVE.org'],
    ['hibp', 'Have I Been Pwned'],
    ['kev', 'CISA KEV'],
    ['epss', 'EPSS'],
  ]);
  expect(body[0]).toMatchObject({
    verdict: 'waiting',
    healthy: false,
    lag_seconds: null,
    last_success_at: null,
    next_run_at: null,
    yield: { records_per_day: 0, vendor_share: null },
    rejects: { total: 0, last_7_days: 0 },
  });
});

test('the next run is what the Schedule of this tenant says, and the retry of a feed that fails', async () => {
  const { config } = await rig.db.withTenant(rig.first.id, readMonitoredTenant);
  await reconcileSchedules(rig.deps.temporal, rig.first.id, config);
  const handle = rig.deps.temporal.schedule.getHandle(scheduleId(rig.first.id, 'cve'));
  const next = (await handle.describe()).info.nextActionTimes[0]?.toISOString();
  expect(await feed('kev')).toMatchObject({ next_run_at: next, next_run_by: 'schedule' });
  await recordFailure(rig.db, 'kev', {
    message: 'CISA answered 503',
    code: 'unavailable',
    retryInSeconds: 600,
  });
  const failing = await feed('kev');
  expect(failing).toMatchObject({
    verdict: 'failing',
    next_run_by: 'retry',
    last_error: 'CISA answered 503',
  });
  expect(Date.parse(String(failing?.['next_run_at']))).toBeLessThan(Date.now() + 601_000);
  await handle.pause('on leave');
  expect(await feed('nvd')).toMatchObject({ next_run_at: null, next_run_by: null });
  await reconcileSchedules(rig.deps.temporal, rig.first.id, null);
});

test('a key that is refused is named, with its variable', async () => {
  await recordFailure(rig.db, 'hibp', {
    message: 'Have I Been Pwned answered 401',
    code: 'bad_key',
    retryInSeconds: null,
  });
  const { reason, advice } = (await feed('hibp')) as { reason: string; advice: string };
  expect(reason).toMatch(/refuses the API key/);
  expect(advice).toContain('HIBP_API_KEY');
});

describe('records that were set aside', () => {
  beforeAll(async () => {
    for (let page = 0; page < 3; page += 1) {
      await ingest(rig.db, [
        cve(`CVE-2030-${1000 + page}`),
        { reject: { externalId: `CVE-2030-000${page}`, reason: 'no date', sample: 'x'.repeat(5_000) } },
        { reject: { reason: 'no id', sample: '{"id":null}' } },
      ]);
    }
    const complete = { freshUntil: new Date().toISOString(), coveredFrom: '1900-01-01T00:00:00.000Z' };
    const records = [asFetched({ incident: cve('CVE-2030-1000') })];
    await ingestPage(rig.db, { source: 'nvd', records, progress: { cursor: {}, complete } });
  });

  test('are explained one by one, the latest first, page by page', async () => {
    const rows: Record<string, unknown>[] = [];
    let path: string | null = '/feeds/nvd/rejects?limit=3';
    while (path !== null) {
      const answer: Answer = await get(path, 'security_reviewer');
      expect(answer.status).toBe(200);
      rows.push(...answer.body);
      const next = /<[^>]*\/api\/v1([^>]*)>/.exec(answer.headers.get('link') ?? '');
      path = next?.[1] ?? null;
    }
    expect(rows.map((row) => [row['external_id'], row['reason'], row['seen']])).toEqual(
      expect.arrayContaining([
        [null, 'no id', 3],
        ['CVE-2030-0000', 'no date', 1],
        ['CVE-2030-0001', 'no date', 1],
        ['CVE-2030-0002', 'no date', 1],
      ]),
    );
    expect(rows).toHaveLength(4);
    expect(rows.at(-1)?.['external_id']).toBe('CVE-2030-0000');
    for (const row of rows) expect(String(row['sample']).length).toBeLessThanOrEqual(2_000);
    expect(await feed('nvd')).toMatchObject({ rejects: { total: 4, last_7_days: 4 }, rejected_total: 6 });
  });

  test('are for reviewers and admins, of sources that there are', async () => {
    for (const role of ['viewer', 'compliance'] as const) {
      expect((await get('/feeds/nvd/rejects', role)).status).toBe(403);
    }
    expect((await get('/feeds/nowhere/rejects')).status).toBe(404);
  });

  test('and the rest are counted for Prometheus, source by source', async () => {
    const text = await (await rig.raw('/metrics')).text();
    const value = (name: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    expect(value('vigil_feed_records_total{source="nvd",outcome="new"}')).toBe(3);
    expect(value('vigil_feed_records_total{source="nvd",outcome="unchanged"}')).toBe(1);
    expect(value('vigil_feed_records_total{source="nvd",outcome="rejected"}')).toBe(6);
    expect(value('vigil_feed_rejects_total{source="nvd"}')).toBe(6);
    expect(value('vigil_feed_healthy{source="nvd"}')).toBe(1);
    expect(value('vigil_feed_healthy{source="kev"}')).toBe(0);
    expect(value('vigil_feed_lag_seconds{source="nvd"}')).toBeLessThan(600);
    const success = value('vigil_feed_last_success_timestamp_seconds{source="nvd"}');
    expect(Math.abs(success - Date.now() / 1000)).toBeLessThan(600);
    expect(text).toContain('# TYPE vigil_feed_records_total counter');
  });
});
