/** What a tenant's feed becomes in the database, page by page, without the engine. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGuardedFetch, type GuardedFetch } from '../../../src/feeds/guarded-fetch.ts';
import type { FeedInput, AuthHeader } from '../../../src/services/custom-feeds/feed-input.ts';
import { readFeed } from '../../../src/services/custom-feeds/feed-row.ts';
import { listOwnRejects } from '../../../src/services/custom-feeds/own-rejects.ts';
import { readCustomFeedPage, type CustomFeedDeps } from '../../../src/services/custom-feeds/read-page.ts';
import { createFeed, deleteFeed, updateFeed } from '../../../src/services/custom-feeds/write-feed.ts';
import { SYSTEM } from '../../../src/services/audit/record.ts';
import { createTestTenant } from '../../support/tenants.ts';
import { addVendor, matchAll, openRig, trackings, type Rig } from '../monitoring/rig.ts';
import { advisory, rss, serveProvider, startFeedServer, type FeedServer } from './feed-server.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let rig: Rig;
let server: FeedServer;
let fetch: GuardedFetch;
let tenantId: string;
let guard: { allow: { address: string; port: number }[] };

beforeAll(async () => {
  rig = await openRig();
}, 120_000);
afterAll(() => rig.close());

beforeEach(async () => {
  server = await startFeedServer();
  guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  fetch = createGuardedFetch(guard);
  tenantId = (await createTestTenant(rig.db)).id;
  await addVendor(rig.db, tenantId);
});
afterEach(async () => {
  await fetch.close();
  server.close();
});

const keys = [{ kid: 'k', key: Buffer.alloc(32, 3) }];
const deps = (): CustomFeedDeps => ({ db: rig.db, fetch, keys, rateLimited: false });

async function addFeed(
  input: Partial<FeedInput> & { url: string; auth_header?: AuthHeader },
  owner = tenantId,
): Promise<string> {
  const whole = {
    name: 'Vendor news',
    kind: 'rss' as const,
    incident_type: 'security_alert' as const,
    vendor: null,
    default_severity: null,
    mapping: null,
    days_back: 30,
    enabled: true,
    ...input,
  };
  const { id } = await rig.db.tenant(owner, (tx) => createFeed(tx, SYSTEM, whole, { keys, guard }));
  return id;
}

/** All pages of a feed. */
async function read(feedId: string, owner = tenantId) {
  const sum = { new: 0, changed: 0, rejected: 0, pages: 0 };
  let next: 'begin' | 'documents' | null = 'begin';
  while (next !== null) {
    const page = await readCustomFeedPage(deps(), { tenantId: owner, feedId }, next);
    sum.new += page.new;
    sum.changed += page.changed;
    sum.rejected += page.rejected;
    sum.pages += 1;
    next = page.next;
  }
  return sum;
}

const incidents = (owner = tenantId) =>
  rig.db.tenant(owner, ({ q }) =>
    q
      .selectFrom('security_incidents')
      .selectAll()
      .where('tenant_id', 'is not', null)
      .orderBy('external_id')
      .execute(),
  );
const feedRow = (id: string) => rig.db.tenant(tenantId, (tx) => readFeed(tx, id));
const rejectsOf = async (id: string) =>
  (await rig.db.tenant(tenantId, (tx) => listOwnRejects(tx, id, { limit: 50 }))).rows;

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

describe('a JSON feed', () => {
  const mapping = {
    items: 'data.items',
    fields: {
      id: 'ref',
      title: 'headline',
      description: 'text[]',
      severity: 'rating.level',
      cvss: 'rating["base score"]',
      url: 'links[0].href',
      published: 'at',
      vendor: 'who.name',
      product: 'who.products[].title',
      domains: 'sites[]',
    },
  };

  test('is read through its mapping', async () => {
    const at = daysAgo(1);
    const item = {
      ref: 4711,
      headline: 'Rocket leaks',
      text: ['First.', 'Second.'],
      rating: { level: 'Important', 'base score': '7.5' },
      links: [{ href: 'https://zyxquil.example/4711' }],
      at: Math.floor(at.getTime() / 1000),
      who: { name: 'Zyxquil Networks', products: [{ title: 'Rocket' }, { title: 'Sled' }] },
      sites: ['Zyxquil.example'],
    };
    server.serve.set('/json', JSON.stringify({ data: { items: [item, { ref: 1 }, 'nonsense'] } }));
    const feedId = await addFeed({ url: `${server.address}/json`, kind: 'json', mapping });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 2 });
    expect(await incidents()).toMatchObject([
      {
        external_id: 'vendor-news:4711',
        title: 'Rocket leaks',
        description: 'First.\nSecond.',
        severity: 'high',
        cvss_score: 7.5,
        domains: ['zyxquil.example'],
        affected_products: [
          { vendor: 'Zyxquil Networks', product: 'Rocket', source: feedId },
          { vendor: 'Zyxquil Networks', product: 'Sled', source: feedId },
        ],
      },
    ]);
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ matches: 1 });
  });

  test.each([
    ['nested without end', '['.repeat(100_000), 'nested deeper'],
    ['no JSON', '{"secret": "inner words', 'not whole JSON'],
    ['another shape', '{"secret": "inner words"}', 'no list of entries at data.items'],
  ])('that is %s is refused without a word of it', async (_what, document, why) => {
    server.serve.set('/json', document);
    const feedId = await addFeed({ url: `${server.address}/json`, kind: 'json', mapping });
    const error: unknown = await read(feedId).catch((reason: unknown) => reason);
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('inner words');
  });
});

describe('a CSAF provider', () => {
  const named = (number: number) => `ZYX-${String(number).padStart(4, '0')}`;
  const documents = (count: number, updated: string) =>
    Array.from({ length: count }, (_, number) => {
      const id = named(number);
      return { id, updated, body: advisory(id, { date: updated }) };
    });

  test('is read document by document: affected products with versions, score, severity and CVEs', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(1, updated));
    const feedId = await addFeed({ url, kind: 'csaf', incident_type: 'vulnerability_disclosure' });
    expect(await read(feedId)).toMatchObject({ new: 1 });
    expect(await incidents()).toMatchObject([
      {
        external_id: 'vendor-news:ZYX-0000',
        incident_type: 'vulnerability_disclosure',
        severity: 'critical',
        cvss_score: 9.8,
        source_status: 'final',
        affected_products: [
          { vendor: 'Zyxquil Networks', product: 'Rocket', versions: [{ versionEndExcluding: '2.1' }] },
        ],
        incident_details: { [feedId]: { part: { cves: ['CVE-2026-1111'] } } },
      },
    ]);
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ matches: 1 });
  });

  test('with many documents is taken page by page, goes on where it stopped, and asks for a document once', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(120, updated));
    const feedId = await addFeed({ url, kind: 'csaf' });
    const page = (step: 'begin' | 'documents') => readCustomFeedPage(deps(), { tenantId, feedId }, step);
    expect(await page('begin')).toMatchObject({ next: 'documents', new: 0 });
    expect(await page('documents')).toMatchObject({ next: 'documents', new: 50 });
    expect(await feedRow(feedId)).toMatchObject({ entries: 120, pending_documents: 70, fresh_until: null });
    // A worker that dies here begins anew, and goes on with what is left.
    expect(await read(feedId)).toMatchObject({ new: 70, pages: 3 });
    expect(await feedRow(feedId)).toMatchObject({ pending_documents: 0, healthy: true });
    const docs = server.asked.filter(({ path }) => path.startsWith('/docs/'));
    expect(docs).toHaveLength(120);
    server.asked.length = 0;
    expect(await read(feedId)).toMatchObject({ new: 0 });
    expect(server.asked.map(({ path, status }) => [path, status])).toEqual([
      ['/provider-metadata.json', 304],
      ['/rolie.json', 304],
    ]);
  });

  test('is asked again for a document that its index lists anew, and not for those before the feed’s time', async () => {
    const old = { id: 'OLD', updated: daysAgo(200).toISOString(), body: advisory('OLD') };
    const [one] = documents(1, daysAgo(2).toISOString());
    if (!one) throw new Error('There is one');
    const url = serveProvider(server, [one, old]);
    const feedId = await addFeed({ url, kind: 'csaf' });
    await read(feedId);
    expect((await incidents()).map((row) => row.external_id)).toEqual(['vendor-news:ZYX-0000']);
    const date = daysAgo(1).toISOString();
    serveProvider(server, [{ ...one, updated: date, body: advisory(one.id, { date, score: 5 }) }, old]);
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 1 });
    expect(await incidents()).toMatchObject([{ severity: 'medium', cvss_score: 5 }]);
  });

  test('with a directory is read by its changes.csv', async () => {
    const at = daysAgo(1).toISOString();
    server.serve.set(
      '/provider-metadata.json',
      JSON.stringify({ distributions: [{ directory_url: `${server.address}/white` }] }),
    );
    server.serve.set('/white/changes.csv', `"2026/zyx-1.json","${at}"\n"2026/gone.json","${at}"\n`);
    server.serve.set('/white/2026/zyx-1.json', JSON.stringify(advisory('ZYX-1', { date: at })));
    const feedId = await addFeed({ url: `${server.address}/provider-metadata.json`, kind: 'csaf' });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([
      {
        external_id: `${server.address}/white/2026/gone.json`,
        reason: expect.stringContaining('404') as unknown,
      },
    ]);
  });

  test('that names a document inside is refused that document alone', async () => {
    const at = daysAgo(1).toISOString();
    const entry = (src: string) => ({ id: src, updated: at, content: { src } });
    server.serve.set(
      '/rolie.json',
      JSON.stringify({
        feed: {
          entry: [entry('http://169.254.169.254/latest/x.json'), entry(`${server.address}/docs/1.json`)],
        },
      }),
    );
    server.serve.set('/docs/1.json', JSON.stringify(advisory('ZYX-1', { date: at })));
    const feedId = await addFeed({ url: `${server.address}/rolie.json`, kind: 'csaf' });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([{ reason: '169.254.169.254 is a link-local address' }]);
  });

  test('goes on past a document that cannot be had now, tries it later, and gives it up in the end', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(3, updated));
    server.serve.set('/docs/ZYX-0001.json', 503);
    const feedId = await addFeed({ url, kind: 'csaf' });
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'begin')).toMatchObject({
      next: 'documents',
    });
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).toMatchObject({
      next: 'documents',
      new: 2,
    });
    for (let tries = 2; tries <= 4; tries += 1) {
      await expect(readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).rejects.toThrow('503');
    }
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).toMatchObject({
      next: null,
      rejected: 1,
    });
  });
});

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
    await rig.db.tenant(tenantId, ({ q }) =>
      q
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
    await rig.db.tenant(tenantId, (tx) => updateFeed(tx, SYSTEM, feedId, change, { keys, guard }));
    expect(await read(feedId)).toMatchObject({ changed: 1 });
    expect(await incidents()).toMatchObject([{ severity: 'critical' }]);
    const slow = readCustomFeedPage(
      {
        ...deps(),
        fetch: Object.assign(
          async (request: Parameters<GuardedFetch>[0]) => {
            const answer = await fetch({ ...request, validators: undefined });
            await rig.db.tenant(tenantId, (tx) =>
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
    const stored = await rig.db.tenant(tenantId, ({ q }) =>
      q.selectFrom('custom_feeds').selectAll().execute(),
    );
    expect(JSON.stringify(stored)).not.toContain('very secret');
    const elsewhere = { url: 'https://elsewhere.example/' };
    await expect(
      rig.db.tenant(tenantId, (tx) => updateFeed(tx, SYSTEM, feedId, elsewhere, { keys, guard })),
    ).rejects.toMatchObject({ fields: [expect.objectContaining({ path: 'auth_header' })] });
  });
});

describe('a feed that is deleted', () => {
  test('leaves its incidents and trackings, marked, and is read no more', async () => {
    server.serve.set('/rss', rss([{ guid: '1', title: 'Zyxquil Networks' }]));
    const feedId = await addFeed({ url: `${server.address}/rss` });
    await read(feedId);
    await matchAll(rig.db, tenantId);
    await rig.db.tenant(tenantId, (tx) => deleteFeed(tx, SYSTEM, feedId));
    expect(await trackings(rig.db, tenantId)).toHaveLength(1);
    expect(await incidents()).toMatchObject([{ source: feedId, source_status: 'feed deleted' }]);
    expect(await read(feedId)).toMatchObject({ pages: 1, new: 0 });
    expect(server.asked).toHaveLength(1);
    expect(await feedRow(feedId)).toBeNull();
    const again = await addFeed({ url: `${server.address}/rss` });
    expect(await feedRow(again)).toMatchObject({ name: 'Vendor news', key: 'vendor-news-2' });
  });
});
