/** A company's own feeds beside each other, changed and deleted. */
import { describe, expect, test } from '@jest/globals';
import { type GuardedFetch } from '../../../src/feeds/guard/guarded-fetch.ts';
import { readCustomFeedPage } from '../../../src/services/custom-feeds/read/read-page.ts';
import { deleteFeed, updateFeed } from '../../../src/services/custom-feeds/manage/write-feed.ts';
import { SYSTEM } from '../../../src/services/access/audit/record.ts';
import { matchAll, trackings } from '../monitoring/support/rig.ts';
import { rss } from './feed-server.ts';
import {
  addFeed,
  deps,
  feedRow,
  fetch,
  guard,
  incidents,
  keys,
  read,
  rig,
  server,
  tenantId,
  useReading,
} from './reading-rig.ts';

useReading();

describe('two feeds', () => {
  test('with entries of the same id keep both, and another’s incident of that very name stays what it is', async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'One' }]));
    const url = `${server.address}/rss`;
    const one = await addFeed({ url, name: 'News' });
    const two = await addFeed({ url, name: 'news!' });
    await read(one);
    await read(two);
    expect((await incidents()).map((row) => [row.external_id, row.source])).toEqual([
      ['news-2:1', two],
      ['news:1', one],
    ]);
    await rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .updateTable('security_incidents')
        .set({ source: 'manual', title: 'By hand' })
        .where('source', '=', one)
        .execute(),
    );
    server.serve.set('/rss', rss([{ guid: '1', title: 'Changed' }]));
    expect(await read(one)).toMatchObject({ new: 0, changed: 0, rejected: 1 });
    expect((await incidents()).at(-1)?.title).toBe('By hand');
  });
});

describe('a feed that is changed', () => {
  test('is read anew, and what was being read of it meanwhile is not taken', async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks' }]));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    await read(feedId);
    const change = { default_severity: 'critical' as const };
    await rig.db.withTenant(tenantId, (tx) => updateFeed(tx, SYSTEM, feedId, change, { keys, guard }));
    expect(await read(feedId)).toMatchObject({ changed: 1 });
    expect(await incidents()).toMatchObject([{ severity: 'critical' }]);
    const slow = readCustomFeedPage(
      {
        ...deps(),
        fetch: Object.assign(
          async (request: Parameters<GuardedFetch>[0]) => {
            const answer = await fetch({ ...request, validators: undefined });
            await rig.db.withTenant(tenantId, (tx) =>
              updateFeed(tx, SYSTEM, feedId, { default_severity: 'low' }, { keys, guard }),
            );
            return answer;
          },
          { close: () => fetch.close() },
        ),
      },
      { tenantId, feedId },
      'begin',
    );
    expect(await slow).toMatchObject({ next: 'begin', changed: 0 });
    await read(feedId);
    expect(await incidents()).toMatchObject([{ severity: 'low' }]);
  });

  test('keeps its secret sealed, sends it, and does not take it to another server', async () => {
    server.serve.set('/rss', rss([]));
    const auth_header = { name: 'X-Api-Key', value: 'very secret' };
    const feedId = await addFeed({ url: `${server.address}/rss`, auth_header });
    await read(feedId);
    expect(server.asked[0]?.headers['x-api-key']).toBe('very secret');
    const stored = await rig.db.withTenant(tenantId, (tx) =>
      tx.sql.selectFrom('custom_feeds').selectAll().execute(),
    );
    expect(JSON.stringify(stored)).not.toContain('very secret');
    const elsewhere = { url: 'https://elsewhere.example/' };
    await expect(
      rig.db.withTenant(tenantId, (tx) => updateFeed(tx, SYSTEM, feedId, elsewhere, { keys, guard })),
    ).rejects.toMatchObject({ fields: [expect.objectContaining({ path: 'auth_header' })] });
  });
});

describe('a feed that is deleted', () => {
  test('leaves its incidents and trackings, marked, and is read no more', async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks' }]));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    await read(feedId);
    await matchAll(rig.db, tenantId);
    await rig.db.withTenant(tenantId, (tx) => deleteFeed(tx, SYSTEM, feedId));
    expect(await trackings(rig.db, tenantId)).toHaveLength(1);
    expect(await incidents()).toMatchObject([{ source: feedId, source_status: 'feed deleted' }]);
    expect(await read(feedId)).toMatchObject({ pages: 1, new: 0 });
    expect(server.asked).toHaveLength(1);
    expect(await feedRow(feedId)).toBeNull();
    const again = await addFeed({ url: `${server.address}/rss` });
    expect(await feedRow(again)).toMatchObject({ name: 'Vendor news', key: 'vendor-news-2' });
  });
});
