/** RSS and Atom feeds of a company, read into its incidents. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createTestTenant } from '../../support/data/tenants.ts';
import { matchAll, trackings } from '../monitoring/support/rig.ts';
import { rss } from './feed-server.ts';
import {
  addFeed,
  daysAgo,
  feedRow,
  incidents,
  read,
  rejectsOf,
  rig,
  server,
  tenantId,
  useReading,
} from './reading-rig.ts';

useReading();

describe('an RSS feed', () => {
  test('becomes incidents of its tenant alone, which match its vendors', async () => {
    server.serve.set(
      '/rss',
      rss([
        {
          guid: 'a-1',
          title: 'Zyxquil Networks warns of a break-in',
          description: '&lt;p&gt;See CVE-2026-12345 &lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;',
        },
        { guid: 'a-2', title: 'The weather' },
      ]),
    );
    const feedId = await addFeed({ url: `${server.address}/rss` });
    expect(await read(feedId)).toMatchObject({ new: 2, changed: 0, rejected: 0 });
    const [first] = await incidents();
    expect(first).toMatchObject({
      tenant_id: tenantId,
      external_id: 'vendor-news:a-1',
      incident_type: 'security_alert',
      severity: 'medium',
      severity_known: false,
      source: feedId,
      description: expect.not.stringContaining('<') as unknown,
      incident_details: { [feedId]: { part: { feed: 'Vendor news', cves: ['CVE-2026-12345'] } } },
    });
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ considered: 2, matches: 1 });
    expect((await trackings(rig.db, tenantId)).map((row) => row.external_id)).toEqual(['vendor-news:a-1']);
    const other = await createTestTenant(rig.db);
    expect(await incidents(other.id)).toEqual([]);
  });

  test('that has not changed costs a 304 and nothing else', async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'News', date: daysAgo(1).toUTCString() }]));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    await read(feedId);
    const before = await incidents();
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 0 });
    expect(server.asked.map(({ status }) => status)).toEqual([200, 304]);
    expect(await incidents()).toEqual(before);
    expect(await feedRow(feedId)).toMatchObject({
      healthy: true,
      entries: 1,
      new_total: 1,
      last_error: null,
    });
  });

  test('whose entry changes has it once, changed; a date alone is no change', async () => {
    const date = daysAgo(1).toUTCString();
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks', date }]));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    await read(feedId);
    const [before] = await incidents();
    server.serve.set(
      '/rss',
      rss([{ guid: '1', title: 'Zyxquil Networks', date: daysAgo(0.5).toUTCString() }]),
    );
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 0 });
    expect((await incidents())[0]?.changed_xid).toBe(before?.changed_xid);
    const words = 'Zyxquil Networks was broken into';
    server.serve.set('/rss', rss([{ guid: '1', title: words, date: daysAgo(0.4).toUTCString() }]));
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 1 });
    const after = await incidents();
    expect(after).toEqual([expect.objectContaining({ id: before?.id, title: words })]);
    expect(after[0]?.changed_xid).not.toBe(before?.changed_xid);
    // An older copy, from a cache on the way, does not come back.
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks', date }]));
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect((await incidents())[0]?.title).toBe(words);
  });

  test('whose clock was wrong once is not deaf to what an entry says next', async () => {
    const entry = (title: string, days: number) =>
      rss([{ guid: '1', title, date: daysAgo(days).toUTCString() }]);
    server.serve.set('/rss', entry('Zyxquil Networks', -300));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    expect(await read(feedId)).toMatchObject({ new: 1 });
    const [dated] = await incidents();
    expect(Date.parse(dated?.modified_date ?? '')).toBeLessThanOrEqual(Date.now());
    // RSS counts in seconds.
    await sleep(1_100);
    server.serve.set('/rss', entry('Zyxquil Networks was broken into', 0));
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 1 });
    expect((await incidents())[0]?.title).toBe('Zyxquil Networks was broken into');
  });

  test('sets aside what cannot be read, with the reason and without its words, and leaves out what is old', async () => {
    server.serve.set(
      '/rss',
      rss([
        { guid: 'empty', title: '', description: '' },
        { guid: 'old', title: 'Of last year', date: daysAgo(300).toUTCString() },
        { guid: 'good', title: 'Of today' },
      ]),
    );
    const feedId = await addFeed({ url: `${server.address}/rss` });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([
      { external_id: 'empty', reason: 'has neither a title nor a description' },
    ]);
    expect((await incidents()).map((row) => row.external_id)).toEqual(['vendor-news:good']);
  });

  test.each([
    [
      'a document type',
      '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>',
      'document type',
    ],
    [
      'an external entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss>&e;</rss>',
      'document type',
    ],
    ['bottomless nesting', `<rss>${'<a>'.repeat(100_000)}`, 'nested deeper'],
    ['a page of HTML', '<html><body>Please sign in as admin</body></html>', 'not an RSS or Atom feed'],
    ['something that breaks off', '<rss version="2.0"><channel><item><title>half</title>', 'breaks off'],
  ])('that is %s is refused, and says so', async (_what, document, why) => {
    server.serve.set('/rss', document);
    const feedId = await addFeed({ url: `${server.address}/rss` });
    const error: unknown = await read(feedId).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'FeedError', code: 'malformed' });
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('sign in');
    expect(await incidents()).toEqual([]);
  });
});

describe('an Atom feed', () => {
  test('is known by its own name and told apart by its dates', async () => {
    const at = daysAgo(2).toISOString();
    server.serve.set(
      '/atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id><updated>${at}</updated>
       <entry><id>tag:zyxquil.example,2026:1</id><title type="html">Rocket &amp;lt; 2.1</title>
       <link rel="alternate" href="https://zyxquil.example/1"/><link rel="self" href="javascript:alert(1)"/>
       <updated>${at}</updated><summary>Zyxquil Networks</summary></entry></feed>`,
    );
    const feedId = await addFeed({
      url: `${server.address}/atom`,
      name: 'Ätom & Co',
      default_severity: 'high',
    });
    expect(await read(feedId)).toMatchObject({ new: 1 });
    expect(await incidents()).toMatchObject([
      {
        external_id: 'atom-co:tag:zyxquil.example,2026:1',
        severity: 'high',
        severity_known: true,
        source_url: 'https://zyxquil.example/1',
        modified_date: at,
      },
    ]);
  });
});
