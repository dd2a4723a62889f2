/** Custom feeds through whole cycles: a real worker, engine and database. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { customFeedId } from '../../../src/contracts/ids.ts';
import type { FeedInput } from '../../../src/services/custom-feeds/manage/feed-input.ts';
import { readFeed } from '../../../src/services/custom-feeds/feed-row.ts';
import { createFeed } from '../../../src/services/custom-feeds/manage/write-feed.ts';
import { SYSTEM } from '../../../src/services/access/audit/record.ts';
import { createTestTenant } from '../../support/data/tenants.ts';
import { openEngine, until, type EngineRig } from '../monitoring/support/engine.ts';
import { addVendor, configure, trackings } from '../monitoring/support/rig.ts';
import { advisory, rss, serveProvider, startFeedServer, type FeedServer } from './feed-server.ts';

const MINUTES = 60_000;
const keys = [{ kid: 't', key: Buffer.alloc(32, 1) }];

let engine: EngineRig;
let server: FeedServer;
let tenantId: string;
let guard: { allow: { address: string; port: number }[] };

beforeAll(async () => {
  server = await startFeedServer();
  guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  engine = await openEngine(
    async (rig) => {
      tenantId = (await createTestTenant(rig.db)).id;
      await addVendor(rig.db, tenantId);
      // Only what is asked for here is scanned.
      await configure(rig.db, tenantId, { cve_monitoring_enabled: false, breach_monitoring_enabled: false });
    },
    undefined,
    { guard: { ...guard, resolve: () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]) } },
  );
  // Its first cycle, which nobody here asked for.
  await until('the scheduled cycle', async () =>
    (await engine.scans(tenantId)).some(({ status }) => status === 'completed'),
  );
}, 5 * MINUTES);

afterAll(async () => {
  await engine.close();
  server.close();
}, 2 * MINUTES);

async function addFeed(input: Partial<FeedInput> & { url: string; name: string }): Promise<string> {
  const whole: FeedInput = {
    kind: 'rss',
    incident_type: 'security_alert',
    vendor: null,
    default_severity: 'high',
    mapping: null,
    days_back: 30,
    enabled: true,
    ...input,
  };
  return (await engine.db.withTenant(tenantId, (tx) => createFeed(tx, SYSTEM, whole, { keys, guard }))).id;
}

const feedRow = (id: string) => engine.db.withTenant(tenantId, (tx) => readFeed(tx, id));

test(
  'a scan of feeds reads them, matches what they bring, and starts the responses; a feed that fails does not stop it',
  async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks was broken into' }]));
    const at = new Date().toISOString();
    const url = serveProvider(server, [{ id: 'ZYX-1', updated: at, body: advisory('ZYX-1', { date: at }) }]);
    const news = await addFeed({ name: 'News', url: `${server.address}/rss` });
    const advisories = await addFeed({ name: 'Advisories', url, kind: 'csaf' });
    const gone = await addFeed({ name: 'Gone', url: `${server.address}/gone` });
    const scan = await engine.scan(tenantId, 'feeds');
    expect(scan).toMatchObject({ status: 'completed', incidents_considered: 2, matches: 2 });
    expect(scan.feeds).toEqual([
      expect.objectContaining({ source: advisories, name: 'Advisories', fresh: true, new: 1 }),
      expect.objectContaining({
        source: gone,
        name: 'Gone',
        fresh: false,
        error: expect.stringContaining('404'),
      }),
      expect.objectContaining({ source: news, name: 'News', fresh: true, new: 1 }),
    ]);
    const found = await trackings(engine.db, tenantId);
    expect(found.map((row) => row.external_id)).toEqual(['advisories:ZYX-1', 'news:1']);
    const answered = await until('both responses', async () => {
      const rows = await trackings(engine.db, tenantId);
      return rows.every((row) => row.task_created) && rows;
    });
    expect(answered.map((row) => row.incident_severity)).toEqual(['critical', 'high']);
    expect(await feedRow(gone)).toMatchObject({ healthy: false, failures: 1, next_run_at: null });
  },
  4 * MINUTES,
);

test(
  'the next scan asks for nothing twice, and a changed entry becomes an update and no second tracking',
  async () => {
    const before = await trackings(engine.db, tenantId);
    server.asked.length = 0;
    const unchanged = await engine.scan(tenantId, 'feeds');
    expect(unchanged).toMatchObject({ status: 'completed', incidents_considered: 0, matches: 0 });
    expect(server.asked.filter(({ status }) => status === 200)).toEqual([]);
    expect(server.asked.filter(({ path }) => path === '/rss').map(({ status }) => status)).toEqual([304]);
    const later = new Date().toISOString();
    server.serve.set(
      '/rss',
      rss([{ guid: '1', title: 'Zyxquil Networks was broken into again', date: later }]),
    );
    const changed = await engine.scan(tenantId, 'feeds');
    expect(changed).toMatchObject({ incidents_considered: 1, matches: 0 });
    expect(await trackings(engine.db, tenantId)).toHaveLength(before.length);
  },
  4 * MINUTES,
);

test(
  'a feed that leads inside is refused once and not tried again and again',
  async () => {
    const feedId = await addFeed({ name: 'Inside', url: 'http://inside.test/' });
    const handle = engine.client.workflow.getHandle(customFeedId(feedId));
    const scan = await engine.scan(tenantId, 'feeds');
    expect(scan.status).toBe('completed');
    expect(await feedRow(feedId)).toMatchObject({
      healthy: false,
      failures: 1,
      next_run_at: null,
      last_error: 'inside.test has no public address',
    });
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  },
  4 * MINUTES,
);
