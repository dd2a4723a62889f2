/** JSON feeds of a company that come in pages. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Paging } from '../../../src/domain/feeds/custom-feed.ts';
import { createPreview } from '../../../src/services/custom-feeds/manage/preview-feed.ts';
import { MOST_PAGES } from '../../../src/services/custom-feeds/read/read-list.ts';
import { readCustomFeedPage } from '../../../src/services/custom-feeds/read/read-page.ts';
import { startFeedServer } from './feed-server.ts';
import {
  addFeed,
  deps,
  feedRow,
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

const entry = (id: number) => ({ id: `E-${id}`, title: `Entry ${id}` });
const mappingOf = (paging: Paging) => ({ items: 'data', fields: { id: 'id', title: 'title' }, paging });
const page = (from: number, count: number, more: object = {}) =>
  JSON.stringify({ data: Array.from({ length: count }, (_, index) => entry(from + index)), ...more });
const add = (paging: Paging, path = '/list') =>
  addFeed({ url: `${server.address}${path}`, kind: 'json', mapping: mappingOf(paging) });
const ids = async () => (await incidents()).map((row) => row.external_id.replace('vendor-news:', ''));
const asked = () => server.asked.map(({ path, status }) => `${path} ${status}`);

describe('a list in pages is read to its end', () => {
  const CASES: [string, Paging, Record<string, string>, Record<string, string>][] = [
    [
      'an address in the body',
      { by: 'body', path: 'links.next' },
      {
        '/list': page(0, 2, { links: { next: '/list?after=b' } }),
        '/list?after=b': page(2, 1, { links: { next: null } }),
      },
      {},
    ],
    [
      'a token in the body',
      { by: 'body', path: 'meta.cursor', parameter: 'cursor' },
      { '/list': page(0, 2, { meta: { cursor: 77 } }), '/list?cursor=77': page(2, 1, { meta: {} }) },
      {},
    ],
    [
      'a header',
      { by: 'link' },
      { '/list': page(0, 2), '/list?page=2': page(2, 1) },
      { '/list': '</list?page=1>; rel="self", </list?page=2>; rel="next last"; title="a, b"' },
    ],
    [
      'the number of the page',
      { by: 'page', parameter: 'page' },
      { '/list': page(0, 2), '/list?page=2': page(2, 1), '/list?page=3': page(0, 0) },
      {},
    ],
    [
      'the number of entries before it',
      { by: 'offset', parameter: 'skip' },
      { '/list': page(0, 2), '/list?skip=2': page(2, 1), '/list?skip=3': page(0, 0) },
      {},
    ],
  ];

  test.each(CASES)('by %s, and costs nothing when it is unchanged', async (_by, paging, pages, links) => {
    for (const [path, body] of Object.entries(pages)) server.serve.set(path, body);
    for (const [path, link] of Object.entries(links)) server.links.set(path, link);
    const feedId = await add(paging);
    const paths = Object.keys(pages);
    expect(await read(feedId)).toMatchObject({ new: 3, rejected: 0, pages: paths.length });
    expect(await ids()).toEqual(['E-0', 'E-1', 'E-2']);
    expect(await feedRow(feedId)).toMatchObject({ entries: 3, healthy: true });
    expect(asked()).toEqual(paths.map((path) => `${path} 200`));
    server.asked.length = 0;
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 0 });
    expect(asked()).toEqual(paths.map((path) => `${path} 304`));
    expect(await feedRow(feedId)).toMatchObject({ entries: 3 });
    // News on the last page alone are found, whatever the first page says of itself.
    const last = paths.filter((path) => pages[path] !== page(0, 0)).at(-1) ?? '';
    const body = JSON.parse(pages[last] ?? '') as { data: object[] };
    body.data.push(entry(9));
    server.serve.set(last, JSON.stringify(body));
    if (paging.by === 'offset') server.serve.set('/list?skip=4', page(0, 0));
    expect(await read(feedId)).toMatchObject({ new: 1 });
  });

  const preview = async (paging: Paging, path = '/list') => {
    const previewOf = createPreview({ db: rig.db, keys, guard });
    const feed = {
      name: 'News',
      kind: 'json' as const,
      url: `${server.address}${path}`,
      incident_type: 'security_alert' as const,
      vendor: null,
      default_severity: null,
      days_back: 30,
      enabled: true,
      mapping: mappingOf(paging),
    };
    return previewOf(tenantId, feed, null);
  };

  test('and a preview says whether one page leads to the next', async () => {
    for (let number = 1; number <= 5; number += 1) server.serve.set(`/list?page=${number}`, page(number, 1));
    server.serve.set('/list', page(1, 1));
    expect(await preview({ by: 'page', parameter: 'page' })).toMatchObject({
      error: null,
      pages: 3,
      more: true,
      total: 3,
    });
    expect(await preview({ by: 'page', parameter: 'page' }, '/list?page=4')).toMatchObject({
      error: { code: 'not_found' },
    });
    server.serve.set('/list?page=6', page(0, 0));
    expect(await preview({ by: 'page', parameter: 'page' }, '/list?page=4')).toMatchObject({
      pages: 2,
      more: false,
    });
    // The wrong place: what follows is not found.
    expect(await preview({ by: 'body', path: 'links.next' })).toMatchObject({
      pages: 1,
      more: false,
      total: 1,
    });
    // A server that does not heed the parameter.
    server.serve.set('/list?nr=2', page(1, 1));
    expect(await preview({ by: 'page', parameter: 'nr' })).toMatchObject({ pages: 1, more: false, total: 1 });
  });
});

describe('a list that misbehaves', () => {
  beforeEach(() => {
    server.serve.set('/list', page(0, 2, { next: '/list?after=b' }));
  });
  const BODY: Paging = { by: 'body', path: 'next' };

  test('keeps the pages that were read, and goes on where it stopped', async () => {
    server.serve.set('/list?after=b', 503);
    const feedId = await add(BODY);
    const step = (next: 'begin' | 'pages') => readCustomFeedPage(deps(), { tenantId, feedId }, next);
    expect(await step('begin')).toMatchObject({ next: 'pages', new: 2 });
    await expect(step('pages')).rejects.toThrow('503');
    expect(await feedRow(feedId)).toMatchObject({ fresh_until: null });
    server.serve.set('/list?after=b', page(2, 1));
    server.asked.length = 0;
    expect(await step('pages')).toMatchObject({ next: null, new: 1 });
    expect(asked()).toEqual(['/list?after=b 200']);
    expect(await ids()).toEqual(['E-0', 'E-1', 'E-2']);
  });

  test.each([
    ['http://169.254.169.254/latest', 'link-local'],
    ['http://[::1]:8080/', 'loopback'],
    ['gopher://feeds.example/', 'http'],
    ['http://:-1', 'names no address'],
  ])('and leads to %s is refused there', async (next, why) => {
    server.serve.set('/list', page(0, 2, { next }));
    const feedId = await add(BODY);
    await expect(read(feedId)).rejects.toThrow(why);
  });

  test('and gives the same page again in the place of the next one is not believed', async () => {
    server.serve.set('/list?after=b', page(0, 2, { next: '/list?after=c' }));
    const feedId = await add(BODY);
    await expect(read(feedId)).rejects.toThrow('came again');
    server.serve.set('/list?after=b', page(2, 1));
    expect(await read(feedId)).toMatchObject({ new: 1 });
  });

  test('and never ends is read as far as a list is, and says so', async () => {
    for (let number = 1; number <= MOST_PAGES + 2; number += 1)
      server.serve.set(`/list?page=${number}`, page(number, 1));
    const feedId = await add({ by: 'page', parameter: 'page' }, '/list?page=1');
    expect(await read(feedId)).toMatchObject({ new: MOST_PAGES, pages: MOST_PAGES, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([
      { reason: expect.stringContaining('more than 50 pages') as unknown },
    ]);
    expect(await feedRow(feedId)).toMatchObject({ healthy: true, entries: MOST_PAGES });
  });

  test('and leads to another server does not take the secret along', async () => {
    const other = await startFeedServer();
    guard.allow.push({ address: '127.0.0.1', port: other.port });
    other.serve.set('/list', page(1, 1));
    server.serve.set('/list', page(0, 1, { next: `${other.address}/list` }));
    const feedId = await addFeed({
      url: `${server.address}/list`,
      kind: 'json',
      mapping: mappingOf(BODY),
      auth_header: { name: 'X-Key', value: 'very secret' },
    });
    expect(await read(feedId)).toMatchObject({ new: 2 });
    expect(server.asked[0]?.headers['x-key']).toBe('very secret');
    expect(other.asked.map(({ path, headers }) => [path, headers['x-key']])).toEqual([['/list', undefined]]);
    other.close();
  });
});
