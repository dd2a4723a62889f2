/** Feeds whose owner means harm: one entry of theirs spoils no other, and nothing grows without end. */
import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createPreview } from '../../../src/services/custom-feeds/manage/preview-feed.ts';
import { listDocuments } from '../../../src/services/custom-feeds/read/documents.ts';
import { readStoredFeed } from '../../../src/services/custom-feeds/feed-row.ts';
import { missingDocuments } from '../../../src/services/custom-feeds/read/missing-documents.ts';
import { storeEntries } from '../../../src/services/custom-feeds/read/store-entries.ts';
import { readEntry, type ReadEntry } from '../../../src/feeds/custom/read-entry.ts';
import { advisory } from './feed-server.ts';
import {
  addFeed,
  guard,
  incidents,
  keys,
  read,
  rejectsOf,
  rig,
  server,
  tenantId,
  useReading,
} from './reading-rig.ts';

useReading();

const mapping = { items: '', fields: { id: 'id', title: 'title', severity: 'severity', vendor: 'vendor' } };
const addJson = (items: object[]) => {
  server.serve.set('/list', JSON.stringify(items));
  return addFeed({ url: `${server.address}/list`, kind: 'json', mapping });
};
const titles = async () => (await incidents()).map(({ title }) => title);
/** Serves an index of these addresses; the first ones changed last. */
const addIndex = (addresses: readonly string[]) => {
  const entry = addresses.map((src, at) => ({
    updated: new Date(Date.now() - at * 1_000).toISOString(),
    content: { src },
  }));
  server.serve.set('/index.json', JSON.stringify({ feed: { entry } }));
  return addFeed({ url: `${server.address}/index.json`, kind: 'csaf' });
};

describe('an entry that is made to break its feed', () => {
  test.each([
    ['a severity by the name of what every object has', { severity: 'constructor' }],
    ['a severity by the name of a prototype', { severity: '__proto__' }],
    ['a name that is cut in the middle of a character', { vendor: `a${'😀'.repeat(200)}` }],
    ['a title that is', { title: `a${'😀'.repeat(400)}` }],
    ['an id that is', { id: `a${'😀'.repeat(400)}` }],
  ])('by %s is taken in as well as the others', async (_what, bad) => {
    const feedId = await addJson([
      { id: '1', title: 'Good' },
      { id: '2', title: 'Bad', ...bad },
    ]);
    expect(await read(feedId)).toMatchObject({ new: 2, rejected: 0 });
    expect((await incidents()).map(({ severity }) => severity)).toEqual(['medium', 'medium']);
  });

  test('by a version that is cut in the middle of a character is taken in', async () => {
    const bad = JSON.stringify(advisory('B-1')).replaceAll('<2.1', `a${'😀'.repeat(150)}`);
    server.serve.set('/docs/g-1.json', JSON.stringify(advisory('G-1')));
    server.serve.set('/docs/b-1.json', bad);
    const feedId = await addIndex(['/docs/g-1.json', '/docs/b-1.json']);
    expect(await read(feedId)).toMatchObject({ new: 2, rejected: 0 });
  });

  test('by an id that begins like another one’s for long is another one', async () => {
    const long = 'x'.repeat(400);
    const feedId = await addJson([
      { id: `${long}1`, title: 'One' },
      { id: `${long}2`, title: 'Two' },
    ]);
    expect(await read(feedId)).toMatchObject({ new: 2 });
    expect(await read(feedId)).toMatchObject({ new: 0 });
  });

  test('and that the database refuses is set aside alone', async () => {
    const feedId = await addJson([]);
    const entryOf = (id: string, changes: object = {}): ReadEntry => {
      const feed = {
        id: feedId,
        key: 'news',
        name: 'News',
        kind: 'json',
        incidentType: 'security_alert',
      } as const;
      const rest = { mapping: null, vendor: null, defaultSeverity: null };
      const entry = readEntry({ ...feed, ...rest }, { id, title: id }, (raw) => raw);
      if (!('incident' in entry)) throw new Error(entry.reject.reason);
      return { incident: { ...entry.incident, ...changes } };
    };
    const entries = [
      entryOf('1'),
      entryOf('2', { title: 'half \ud83d' }),
      entryOf('3', { modifiedDate: 'soon' }),
      entryOf('4'),
    ];
    const counts = await rig.db.withTenant(tenantId, async (tx) => {
      const feed = await readStoredFeed(tx, feedId);
      if (!feed) throw new Error('The feed is gone');
      return storeEntries(tx, feed, entries);
    });
    expect(counts).toEqual({ new: 2, changed: 0, rejected: 2 });
    expect(await titles()).toEqual(['1', '4']);
    const reason = 'holds what cannot be stored';
    expect(await rejectsOf(feedId)).toEqual(
      expect.arrayContaining(
        ['news:2', 'news:3'].map(
          (external_id) => expect.objectContaining({ external_id, reason }) as unknown,
        ),
      ),
    );
  });
});

describe('an index', () => {
  test('with an address that is too long loses that document alone, and says so', async () => {
    server.serve.set('/docs/g-1.json', JSON.stringify(advisory('G-1')));
    const long = Array.from({ length: 300 }, () => Math.random().toString(36)).join('');
    const feedId = await addIndex(['/docs/g-1.json', `/${long}.json`, 'file:///etc/passwd']);
    expect(await read(feedId)).toMatchObject({ new: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([{ reason: '2 of its entries name no document' }]);
  });

  test('tells of documents without what may be a secret in their addresses', async () => {
    const feedId = await addIndex(['/docs/gone.json?token=s3cret']);
    await read(feedId);
    const rejects = JSON.stringify(await rejectsOf(feedId));
    expect(rejects).toContain('/docs/gone.json');
    expect(rejects).not.toContain('s3cret');
  });

  test('that lists others each time fills nothing: the oldest are forgotten', async () => {
    const feedId = await addIndex([]);
    const list = (round: number) =>
      rig.db.withTenant(tenantId, (tx) => {
        const documents = Array.from({ length: 30 }, (_, at) => ({
          url: `https://x.example/${round}-${at}.json`,
          changed: new Date(Date.UTC(2026, 0, round, 0, at)).toISOString(),
        }));
        const index = { url: 'https://x.example/', documents, unreadable: 0, whole: false };
        return listDocuments(tx, feedId, [index], '2000', 50);
      });
    expect([await list(1), await list(2), await list(3)]).toEqual([0, 10, 30]);
  });

  test('with thousands of documents missing is compared with what it lists at once', async () => {
    const feedId = await addIndex([]);
    await rig.db.withTenant(tenantId, (tx) =>
      sql`insert into custom_feed_documents (id, tenant_id, feed_id, url, listed, external_id, missing_since)
        select gen_random_uuid(), ${tenantId}, ${feedId}, 'https://x.example/' || i || '.json', '', 'e' || i,
          case when i <= 2000 then now() - interval '2 days' end
        from generate_series(1, 20000) i`.execute(tx.sql),
    );
    const began = performance.now();
    expect(await rig.db.withTenant(tenantId, (tx) => missingDocuments(tx, feedId, 10))).toHaveLength(10);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

test('A tenant has so many incidents of its own and no more, and is told', async () => {
  const feedId = await addJson([]);
  const entries = Array.from({ length: 5 }, (_, at): ReadEntry => {
    const feed = {
      id: feedId,
      key: 'news',
      name: 'News',
      kind: 'json',
      incidentType: 'security_alert',
    } as const;
    return readEntry(
      { ...feed, mapping: null, vendor: null, defaultSeverity: null },
      { id: `${at}`, title: 'T' },
      (raw) => raw,
    );
  });
  const store = () =>
    rig.db.withTenant(tenantId, async (tx) => {
      const feed = await readStoredFeed(tx, feedId);
      if (!feed) throw new Error('The feed is gone');
      return storeEntries(tx, feed, entries, 3);
    });
  expect(await store()).toEqual({ new: 3, changed: 0, rejected: 2 });
  expect(await store()).toEqual({ new: 0, changed: 0, rejected: 2 });
  expect(await rejectsOf(feedId)).toMatchObject([
    { reason: expect.stringContaining('you have 3 incidents') as unknown },
  ]);
});

test('Of one tenant’s previews two are made at a time, whatever others do', async () => {
  const preview = createPreview({ db: rig.db, keys, guard });
  const input = {
    name: 'News',
    kind: 'rss' as const,
    url: `${server.address}/none`,
    incident_type: 'security_alert' as const,
    vendor: null,
    default_severity: null,
    mapping: null,
    days_back: 30,
    enabled: true,
  };
  const codes = await Promise.all(
    [tenantId, tenantId, tenantId, crypto.randomUUID()].map(
      async (tenant) => (await preview(tenant, input, null)).error?.code,
    ),
  );
  expect(codes).toEqual(['not_found', 'not_found', 'rate_limited', 'not_found']);
  expect((await preview(tenantId, input, null)).error?.code).toBe('not_found');
});
