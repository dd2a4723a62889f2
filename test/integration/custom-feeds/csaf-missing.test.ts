/** What becomes of an advisory that its provider lists no more. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { finishScan } from '../../../src/services/monitoring/scans/finish-scan.ts';
import { processVendorSecurityIncident } from '../../../src/services/response/effects/respond.ts';
import { matchAll, trackings } from '../monitoring/support/rig.ts';
import { advisory, serveProvider } from './feed-server.ts';
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

interface Listed {
  id: string;
  updated: string;
  body: unknown;
}
const listed = (id: string, days: number): Listed => {
  const updated = daysAgo(days).toISOString();
  return { id, updated, body: advisory(id, { date: updated }) };
};
const serve = (documents: readonly Listed[]) => serveProvider(server, documents);

/** A day goes by: a document that is missing since now was so yesterday. */
const aDayLater = () =>
  rig.db.withTenant(tenantId, (tx) =>
    sql`update custom_feed_documents set missing_since = missing_since - interval '25 hours'`.execute(tx.sql),
  );
const standing = async () =>
  (await incidents()).map((row) => [row.external_id.replace('vendor-news:', ''), row.withdrawn_at === null]);
/** A whole cycle but for the messages: what it would tell running responses. */
async function cycle(): Promise<string[]> {
  const { news: updates, watermarks } = await matchAll(rig.db, tenantId);
  await rig.db.withTenant(tenantId, (tx) =>
    finishScan(tx, {
      scanId: '00000000-0000-7000-8000-000000000000',
      watermarks,
      counts: { considered: 0, held: 0, matches: 0, responses: 0 },
      feeds: [],
    }),
  );
  return updates.map(({ change }) => change.kind);
}
const asked = () => server.asked.filter(({ path }) => path.startsWith('/docs/')).map(({ path }) => path);

let all: Listed[];
let feedId: string;
/** The provider as it is without one document. */
const without = (id: string) => all.filter((one) => one.id !== id);
const takeOff = (id: string) => server.serve.delete(`/docs/${id}.json`);

beforeEach(async () => {
  all = [listed('A', 1), listed('B', 2), listed('C', 3), listed('OLD', 400)];
  feedId = await addFeed({ url: serve(all), kind: 'csaf' });
  expect(await read(feedId)).toMatchObject({ new: 3 });
  server.asked.length = 0;
});

const ALL_STAND = [
  ['A', true],
  ['B', true],
  ['C', true],
];

describe('a document that leaves the index', () => {
  test('and the server is withdrawn a day later, once, and stands again when it is listed again', async () => {
    await cycle();
    const run = { workflowId: 'incident-response/x', runId: 'r' };
    for (const { id: trackingId } of await trackings(rig.db, tenantId)) {
      await rig.db.withTenant(tenantId, (tx) =>
        processVendorSecurityIncident(tx, { trackingId, now: new Date().toISOString(), run }),
      );
    }
    expect(await cycle()).toEqual([]);
    serve(without('B'));
    takeOff('B');
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(asked()).toEqual([]);
    expect(await cycle()).toEqual([]);
    expect(await standing()).toEqual(ALL_STAND);
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 1 });
    expect(asked()).toEqual(['/docs/B.json']);
    const [, gone] = await incidents();
    expect(gone).toMatchObject({
      external_id: 'vendor-news:B',
      withdrawn_at: expect.any(String) as unknown,
      incident_details: {
        [feedId]: { rejectedReason: expect.stringContaining('does not list it any more') as unknown },
      },
    });
    expect(await cycle()).toEqual(['withdrawn']);
    expect(await feedRow(feedId)).toMatchObject({ healthy: true, changed_total: 1 });
    expect(await rejectsOf(feedId)).toEqual([]);
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(asked()).toHaveLength(1);
    serve(all);
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 1 });
    expect(await standing()).toEqual(ALL_STAND);
  });

  test('but that the server still has stays, and is asked for once a day', async () => {
    serve(without('B'));
    await read(feedId);
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(asked()).toEqual(['/docs/B.json']);
    expect(await standing()).toEqual(ALL_STAND);
    // Until its publisher says in it that it is withdrawn.
    const body = advisory('B', { date: daysAgo(0.5).toISOString() });
    body.document.category = 'csaf_withdrawn';
    server.serve.set('/docs/B.json', JSON.stringify(body));
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 1 });
    expect((await standing())[1]).toEqual(['B', false]);
  });

  test.each([
    ['is down', 503],
    ['asks for a key', 401],
    ['shows a page of HTML', '<html>Not found</html>'],
  ])('stays while its server %s', async (_what, answer) => {
    serve(without('B'));
    server.serve.set('/docs/B.json', answer);
    await read(feedId);
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(await feedRow(feedId)).toMatchObject({ healthy: true });
    expect(await standing()).toEqual(ALL_STAND);
  });

  test('for another address stays', async () => {
    serve(without('B'));
    takeOff('B');
    const rolie = JSON.parse(String(server.serve.get('/rolie.json'))) as { feed: { entry: object[] } };
    const moved = { updated: all[1]?.updated, content: { src: `${server.address}/moved/B.json` } };
    rolie.feed.entry.push(moved);
    server.serve.set('/rolie.json', JSON.stringify(rolie));
    server.serve.set('/moved/B.json', JSON.stringify(all[1]?.body));
    await read(feedId);
    await aDayLater();
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(await standing()).toEqual(ALL_STAND);
    // Nor when the other copy cannot be read: its file has the same name.
    await rig.db.withTenant(tenantId, (tx) =>
      sql`update custom_feed_documents set external_id = null where url like '%/moved/%'`.execute(tx.sql),
    );
    expect(await read(feedId)).toMatchObject({ changed: 0 });
    expect(await standing()).toEqual(ALL_STAND);
  });
});

describe('an index that does not list all', () => {
  const edit = (change: (feed: { entry: object[]; link?: object[] }) => void) => {
    const rolie = JSON.parse(String(server.serve.get('/rolie.json'))) as { feed: { entry: object[] } };
    change(rolie.feed);
    server.serve.set('/rolie.json', JSON.stringify(rolie));
  };
  /** Without C, and changed besides. */
  const less = (change: () => void) => () => {
    serve(without('C'));
    change();
  };
  const WINDOWS: [string, () => void][] = [
    ['lists the latest alone', () => serve([all[0], all[1]] as Listed[])],
    ['is empty', () => serve([])],
    ['has lost most of what it listed', () => serve([all[3]] as Listed[])],
    ['cannot be read to its end', less(() => edit((feed) => void feed.entry.push({ id: 'odd' })))],
    [
      'comes in pages',
      less(() => edit((feed) => void (feed.link = [{ rel: 'next', href: '/page-2.json' }]))),
    ],
    ['is down', less(() => void server.serve.set('/rolie.json', 503))],
    [
      'breaks off',
      less(() => {
        server.serve.set('/rolie.json', String(server.serve.get('/rolie.json')).slice(0, -30));
      }),
    ],
    [
      'is named no more by its provider',
      () => {
        server.serve.set('/csv/changes.csv', `"x/a.json","${daysAgo(400).toISOString()}"`);
        server.serve.set(
          '/provider-metadata.json',
          JSON.stringify({ distributions: [{ directory_url: `${server.address}/csv` }] }),
        );
      },
    ],
  ];

  test.each(WINDOWS)('because it %s withdraws nothing', async (_what, happens) => {
    happens();
    server.serve.set('/page-2.json', JSON.stringify({ feed: { entry: [] } }));
    for (const id of ['A', 'B', 'C']) takeOff(id);
    await read(feedId).catch(() => undefined);
    await aDayLater();
    await read(feedId).catch(() => undefined);
    expect(await standing()).toEqual(ALL_STAND);
  });

  test('but has another page is read on there', async () => {
    edit((feed) => (feed.link = [{ rel: 'next', href: '/page-2.json' }]));
    const date = daysAgo(5).toISOString();
    const entry = { id: 'D', updated: date, content: { src: `${server.address}/docs/D.json` } };
    server.serve.set('/page-2.json', JSON.stringify({ feed: { entry: [entry] } }));
    server.serve.set('/docs/D.json', JSON.stringify(advisory('D', { date })));
    expect(await read(feedId)).toMatchObject({ new: 1 });
    expect(await feedRow(feedId)).toMatchObject({ entries: 5 });
  });
});

test('a changes.csv that lacks a line in the middle withdraws its document, one that is cut off none', async () => {
  const line = ({ id, updated }: Listed) => `"${id}.json","${updated}"\n`;
  const csv = (documents: readonly Listed[]) => documents.map(line).join('');
  for (const { id, body } of all) server.serve.set(`/white/${id}.json`, JSON.stringify(body));
  server.serve.set('/white/changes.csv', csv(all));
  const own = await addFeed({ url: `${server.address}/white/changes.csv`, kind: 'csaf', name: 'By lines' });
  await read(own);
  const stands = async () =>
    (await incidents()).filter(({ source }) => source === own).map((row) => row.withdrawn_at === null);
  for (const id of ['A', 'B', 'C']) server.serve.delete(`/white/${id}.json`);
  server.serve.set('/white/changes.csv', csv(all.slice(0, 2)));
  await read(own);
  server.serve.set('/white/changes.csv', `${csv(without('C'))}"2019/x`);
  await read(own).catch(() => undefined);
  await aDayLater();
  await read(own).catch(() => undefined);
  expect(await stands()).toEqual([true, true, true]);
  server.serve.set('/white/changes.csv', csv(without('C')));
  await read(own);
  await aDayLater();
  expect(await read(own)).toMatchObject({ changed: 1 });
  expect(await stands()).toEqual([true, true, false]);
});
