/** What a company's admins, and the operator, hear of its own feeds: a real worker, engine and database. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createMetrics } from '../../../api/http/observe.ts';
import { maintenanceId } from '../../../src/contracts/ids.ts';
import type { MaintenanceCounts } from '../../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../../src/contracts/workflow-types.ts';
import type { FeedInput } from '../../../src/services/custom-feeds/manage/feed-input.ts';
import { readFeed } from '../../../src/services/custom-feeds/feed-row.ts';
import { recordCustomFeedFailure } from '../../../src/services/custom-feeds/health/custom-freshness.ts';
import { createFeed, deleteFeed, updateFeed } from '../../../src/services/custom-feeds/manage/write-feed.ts';
import { SYSTEM } from '../../../src/services/access/audit/record.ts';
import { createTestTenant, type TestTenant } from '../../support/data/tenants.ts';
import { openEngine, until, type EngineRig } from '../monitoring/support/engine.ts';
import { configure } from '../monitoring/support/rig.ts';
import { rss, startFeedServer, type FeedServer } from './feed-server.ts';

const MINUTES = 60_000;
const keys = [{ kid: 't', key: Buffer.alloc(32, 1) }];

let engine: EngineRig;
let server: FeedServer;
let tenant: TestTenant;
let other: TestTenant;
let guard: { allow: { address: string; port: number }[] };

beforeAll(async () => {
  server = await startFeedServer();
  guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  engine = await openEngine(
    async ({ db }) => {
      tenant = await createTestTenant(db);
      other = await createTestTenant(db);
      for (const { id } of [tenant, other]) {
        await configure(db, id, { cve_monitoring_enabled: false, breach_monitoring_enabled: false });
      }
    },
    undefined,
    { guard },
  );
  for (const { id } of [tenant, other]) {
    await until('the scheduled cycle', async () =>
      (await engine.scans(id)).some(({ status }) => status === 'completed'),
    );
  }
}, 5 * MINUTES);

afterAll(async () => {
  await engine.close();
  server.close();
}, 2 * MINUTES);

async function addFeed(name: string, path: string): Promise<string> {
  const input: FeedInput = {
    name,
    kind: 'rss',
    url: `${server.address}${path}`,
    incident_type: 'security_alert',
    vendor: null,
    default_severity: null,
    mapping: null,
    days_back: 30,
    enabled: true,
  };
  return (await engine.db.withTenant(tenant.id, (tx) => createFeed(tx, SYSTEM, input, { keys, guard }))).id;
}

const feed = (id: string) => engine.db.withTenant(tenant.id, (tx) => readFeed(tx, id));
const scan = () => engine.scan(tenant.id, 'feeds');

/** Lets time pass for a feed. */
const age = (id: string, hours: number) =>
  engine.db.withTenant(tenant.id, (tx) =>
    sql`update custom_feeds set created_at = created_at - make_interval(hours => ${hours}),
      fresh_until = fresh_until - make_interval(hours => ${hours}),
      failing_since = failing_since - make_interval(hours => ${hours}),
      empty_since = empty_since - make_interval(hours => ${hours}) where id = ${id}`.execute(tx.sql),
  );

const maintain = () =>
  engine.client.workflow.execute(WORKFLOW_TYPES.maintenance, {
    workflowId: `${maintenanceId()}/test`,
    taskQueue: TASK_QUEUES.monitoring,
    args: [{}],
  }) as Promise<MaintenanceCounts>;

const told = ({ id, users }: TestTenant, role: 'admin' | 'security_reviewer' = 'admin') =>
  engine.db.withTenant(id, (tx) =>
    tx.sql
      .selectFrom('messages')
      .select(['title', 'body', 'action_url'])
      .where('user_id', '=', users[role].id)
      .where('once_key', 'like', 'custom-feed-alarm/%')
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );
const titles = async () => (await told(tenant)).map(({ title }) => title);

/** The lines of the operator's page that speak of custom feeds and are not 0. */
const shown = async () =>
  (await createMetrics(engine.db).text())
    .split('\n')
    .filter((line) => line.startsWith('vigil_custom') && !line.endsWith(' 0'));

describe('a feed that cannot be read', () => {
  let id: string;

  test(
    'is told of after hours, once, to its own admins, and when it is well again',
    async () => {
      server.serve.set('/rss', 503);
      id = await addFeed('Vendor news', '/rss');
      await scan();
      expect(await feed(id)).toMatchObject({
        verdict: 'failing',
        reason: expect.stringMatching(/answered 503\. Failing for 1 minute\./) as unknown,
      });
      expect(await maintain()).toMatchObject({ custom_feed_news: 0 });
      await age(id, 7);
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect(await told(tenant)).toEqual([
        {
          title: 'Custom feed Vendor news cannot be read',
          body: expect.stringContaining('answered 503. Failing for 7 hours.') as unknown,
          action_url: `/custom-feeds/${id}`,
        },
      ]);
      expect(await told(tenant, 'security_reviewer')).toEqual([]);
      expect(await told(other)).toEqual([]);
      // It goes on failing: nobody is told again.
      const failure = { message: 'It answered 503', code: 'unavailable' };
      await recordCustomFeedFailure(engine.db, { tenantId: tenant.id, feedId: id }, failure, null);
      expect(await maintain()).toMatchObject({ custom_feed_news: 0 });
      expect(await shown()).toEqual(['vigil_custom_feeds{kind="rss",standing="failing"} 1']);

      server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks' }]));
      await scan();
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect(await maintain()).toMatchObject({ custom_feed_news: 0 });
      expect((await told(tenant)).at(-1)).toMatchObject({
        title: 'Custom feed Vendor news is well again',
        body: expect.stringContaining('What was wrong: ') as unknown,
      });
      expect(await feed(id)).toMatchObject({ verdict: 'healthy', failing_since: null });
      expect(await shown()).toEqual([
        'vigil_custom_feeds{kind="rss",standing="healthy"} 1',
        'vigil_custom_feed_records_total{kind="rss",outcome="new"} 1',
      ]);
    },
    4 * MINUTES,
  );

  test(
    'because it has gone is told of at once, and an end of it by deleting it is no news',
    async () => {
      const gone = await addFeed('Gone', '/gone');
      await scan();
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect((await told(tenant)).at(-1)).toMatchObject({
        title: 'Custom feed Gone cannot be read',
        body: expect.stringContaining('Check its address.') as unknown,
      });
      await engine.db.withTenant(tenant.id, (tx) => deleteFeed(tx, SYSTEM, gone));
      expect(await maintain()).toMatchObject({ custom_feed_news: 0 });
      expect(await shown()).toContain('vigil_custom_feeds{kind="rss",standing="healthy"} 1');
    },
    2 * MINUTES,
  );

  test(
    'in time, or has no entries any more, is told of too, and nothing of one that is off',
    async () => {
      await age(id, 40);
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect((await titles()).at(-1)).toBe('Custom feed Vendor news is late');
      expect(await shown()).toContain('vigil_custom_feeds{kind="rss",standing="stale"} 1');
      server.serve.set('/rss', rss([]));
      await scan();
      // It has just been written anew, perhaps.
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect((await titles()).at(-1)).toBe('Custom feed Vendor news is well again');
      await age(id, 25);
      expect(await feed(id)).toMatchObject({ verdict: 'empty' });
      expect(await maintain()).toMatchObject({ custom_feed_news: 1 });
      expect((await titles()).at(-1)).toBe('Custom feed Vendor news has no entries any more');
      await engine.db.withTenant(tenant.id, (tx) =>
        updateFeed(tx, SYSTEM, id, { enabled: false }, { keys, guard }),
      );
      expect(await maintain()).toMatchObject({ custom_feed_news: 0 });
      expect(await shown()).toContain('vigil_custom_feeds{kind="rss",standing="off"} 1');
    },
    2 * MINUTES,
  );
});

test('hosts that nobody has asked for a day are forgotten', async () => {
  await engine.db.withFeedRole((tx) =>
    sql`insert into feed_hosts (host, asker, next_at) values
      ('old.example', gen_random_uuid(), now() - interval '25 hours'),
      ('live.example', gen_random_uuid(), now() - interval '23 hours')`.execute(tx.sql),
  );
  expect(await maintain()).toMatchObject({ feed_hosts_deleted: 1 });
  const { rows } = await engine.db.withFeedRole((tx) =>
    sql<{ host: string }>`select host from feed_hosts where host like '%.example'`.execute(tx.sql),
  );
  expect(rows).toEqual([{ host: 'live.example' }]);
});

test('the operator reads no name, address or id of a tenant', async () => {
  const text = await createMetrics(engine.db).text();
  for (const secret of ['Vendor news', server.address, tenant.id, 'news']) expect(text).not.toContain(secret);
});
