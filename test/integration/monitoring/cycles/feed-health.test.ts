/** What people are told of the feeds' health, on a real Temporal server with real PostgreSQL and misbehaving feeds. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maintenanceId } from '../../../../src/contracts/ids.ts';
import type { MaintenanceCounts } from '../../../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../../src/contracts/workflow-types.ts';
import { recordFailure } from '../../../../src/services/catalogue/feeds/cursor.ts';
import { listFeeds } from '../../../../src/services/feed-health/list-feeds.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { openEngine, until, type EngineRig } from '../support/engine.ts';
import { asFetched, configure, cve, ingest } from '../support/rig.ts';

const MINUTES = 60_000;

let rig: EngineRig;
let both: TestTenant;
let onlyCves: TestTenant;

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    both = await createTestTenant(db);
    onlyCves = await createTestTenant(db);
    await configure(db, onlyCves.id, { breach_monitoring_enabled: false });
  });
  for (const [{ id }, scans] of [
    [both, 3],
    [onlyCves, 2],
  ] as const) {
    await until('the first cycles', async () => {
      const rows = await rig.scans(id);
      return rows.length >= scans && rows.every(({ status }) => status === 'completed');
    });
  }
}, 5 * MINUTES);

afterAll(() => rig.close(), 2 * MINUTES);

const feed = async (source: string) => {
  const found = (await rig.db.withTenant(both.id, listFeeds)).find(({ id }) => id === source);
  if (!found) throw new Error(`No feed ${source}`);
  return found;
};

/** Lets time pass for a source: everything that is known of it was so many hours ago. */
const age = (source: string, hours: number) =>
  rig.db.withFeedRole(async (tx) => {
    await sql`update feed_cursors set created_at = created_at - make_interval(hours => ${hours}),
      fresh_until = fresh_until - make_interval(hours => ${hours}),
      failing_since = failing_since - make_interval(hours => ${hours}) where source = ${source}`.execute(
      tx.sql,
    );
  });

/** A try that failed, as a worker records it. */
const fail = (source: string, code: string) =>
  recordFailure(rig.db, source, { message: 'It answered 503', code, retryInSeconds: null });

const maintain = () =>
  rig.client.workflow.execute(WORKFLOW_TYPES.maintenance, {
    workflowId: `${maintenanceId()}/test`,
    taskQueue: TASK_QUEUES.monitoring,
    args: [{}],
  }) as Promise<MaintenanceCounts>;

/** The titles of what a person of a tenant was told of feeds, oldest first. */
const told = (tenant: TestTenant, role: 'admin' | 'security_reviewer' = 'admin') =>
  rig.db.withTenant(tenant.id, async (tx) => {
    const rows = await tx.sql
      .selectFrom('messages')
      .select(['title', 'body', 'action_url'])
      .where('user_id', '=', tenant.users[role].id)
      .where('once_key', 'like', 'feed-alarm/%')
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows;
  });
const titles = async (tenant: TestTenant) => (await told(tenant)).map(({ title }) => title);

describe('feeds that were read', () => {
  test('are well, and show what they brought', async () => {
    for (const source of ['nvd', 'cve-org', 'hibp', 'kev', 'epss']) {
      expect(await feed(source)).toMatchObject({ verdict: 'healthy', healthy: true, advice: null });
    }
    const { yield: brought, new_total } = await feed('hibp');
    const today = brought.days.at(-1);
    expect(brought.days).toHaveLength(14);
    expect(today).toMatchObject({ new: new_total, rejected: 0, failures: 0 });
    expect(today?.new).toBeGreaterThan(0);
    expect(brought.records_per_day).toBe(today?.new);
    expect(await maintain()).toMatchObject({ feed_news: 0 });
    expect(await titles(both)).toEqual([]);
  });
});

describe('a feed that stays down', () => {
  test(
    'is told of once it has failed for hours, once, to the admins of those who monitor it, and again when it is well',
    async () => {
      rig.feeds.setFaults([{ path: '/hibp', kind: 'unavailable' }]);
      await rig.scan(both.id, 'breach');
      expect(await feed('hibp')).toMatchObject({ verdict: 'failing', healthy: false });
      expect((await feed('hibp')).reason).toMatch(/503.*tried again when the next scan asks for it/);
      expect((await feed('hibp')).yield.days.at(-1)?.failures).toBeGreaterThan(0);
      // A little trouble is nobody's business.
      expect(await maintain()).toMatchObject({ feed_news: 0 });

      await age('hibp', 7);
      expect(await maintain()).toMatchObject({ feed_news: 1 });
      expect(await told(both)).toEqual([
        {
          title: 'Feed Have I Been Pwned cannot be read',
          body: expect.stringContaining('HIBP_BASE_URL') as unknown,
          action_url: '/feeds',
        },
      ]);
      expect(await told(onlyCves)).toEqual([]);
      expect(await told(both, 'security_reviewer')).toEqual([]);
      expect(rig.log).toContainEqual(
        expect.objectContaining({ source: 'hibp', verdict: 'failing', msg: 'a feed needs attention' }),
      );

      // It goes on failing: nobody is told again.
      await fail('hibp', 'unavailable');
      expect(await maintain()).toMatchObject({ feed_news: 0 });

      rig.feeds.setFaults([]);
      await rig.scan(both.id, 'breach');
      expect(await feed('hibp')).toMatchObject({ verdict: 'healthy', last_error: null, failing_since: null });
      expect(await maintain()).toMatchObject({ feed_news: 1 });
      expect(await maintain()).toMatchObject({ feed_news: 0 });
      expect(await titles(both)).toEqual([
        'Feed Have I Been Pwned cannot be read',
        'Feed Have I Been Pwned is well again',
      ]);
    },
    4 * MINUTES,
  );
});

test(
  'a feed that nobody has read in time is late, other trouble is told anew, and a refused key at once',
  async () => {
    await age('kev', 30);
    expect(await feed('kev')).toMatchObject({ verdict: 'stale' });
    expect(await maintain()).toMatchObject({ feed_news: 1 });
    expect((await titles(onlyCves)).at(-1)).toBe('Feed CISA KEV is late');
    rig.feeds.setFaults([{ path: '/kev', kind: 'unavailable' }]);
    await rig.scan(both.id, 'cve');
    expect(await maintain()).toMatchObject({ feed_news: 1 });
    expect((await titles(onlyCves)).at(-1)).toBe('Feed CISA KEV cannot be read');
    rig.feeds.setFaults([]);
    await rig.scan(both.id, 'cve');
    await maintain();
    // The end of the first trouble was the beginning of the other: only the last end is told.
    expect((await titles(onlyCves)).filter((title) => title.includes('well again'))).toEqual([
      'Feed CISA KEV is well again',
    ]);
  },
  MINUTES * 4,
);

test('a feed whose records stop naming vendors drifts', async () => {
  const records = (from: number, vendor: string | null) =>
    Array.from({ length: 300 }, (_, index) =>
      cve(`CVE-2031-${from + index}`, {
        affectedProducts: [{ vendor, product: 'Rocket', source: 'nvd' }],
      }),
    );
  await ingest(rig.db, records(10_000, 'Acme'));
  await ingest(rig.db, records(20_000, 'Acme'));
  expect(await feed('nvd')).toMatchObject({ verdict: 'healthy' });
  await ingest(rig.db, records(30_000, null));
  const drifting = await feed('nvd');
  expect(drifting).toMatchObject({ verdict: 'drifting' });
  expect(drifting.yield.vendor_share).toBeLessThan(0.5);
  expect(drifting.yield.vendor_share_before).toBeGreaterThan(0.9);
  // What its source withdrew names nobody and counts for nothing.
  const withdrawn = records(40_000, null).map((one) => ({
    ...one,
    affectedProducts: [],
    withdrawnAt: new Date().toISOString(),
  }));
  await ingest(rig.db, withdrawn);
  expect((await feed('nvd')).yield.vendor_share).toBe(drifting.yield.vendor_share);
  await ingest(rig.db, records(50_000, 'Acme'));
  await ingest(rig.db, records(60_000, 'Acme'));
  expect(await feed('nvd')).toMatchObject({ verdict: 'healthy' });
});

test('what is stored already is no news, and what cannot be read is counted as kept', async () => {
  const before = await feed('nvd');
  const again = cve('CVE-2031-10000', {
    affectedProducts: [{ vendor: 'Acme', product: 'Rocket', source: 'nvd' }],
  });
  const reject = { reject: { externalId: 'CVE-2031-99999', reason: 'no date', sample: '{}' } };
  await ingest(rig.db, [reject, asFetched({ incident: again }).read()]);
  await ingest(rig.db, [reject]);
  const after = await feed('nvd');
  expect(after.rejects).toEqual({
    total: before.rejects.total + 1,
    last_7_days: before.rejects.last_7_days + 1,
  });
  expect(after.rejected_total).toBe(before.rejected_total + 2);
  expect(after.new_total).toBe(before.new_total);
  expect(after.yield.days.at(-1)).toMatchObject({
    records: (before.yield.days.at(-1)?.records ?? 0) + 3,
    pages: (before.yield.days.at(-1)?.pages ?? 0) + 2,
  });
});
