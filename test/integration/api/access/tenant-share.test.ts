/** One company's slow requests, as the others and PostgreSQL get them. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { createApp } from '../../../../api/app.ts';
import type { ApiDeps } from '../../../../api/http/context.ts';
import { openDatabase } from '../../../../src/db/database.ts';
import { shareAmongTenants } from '../../../../src/db/tenant-share.ts';
import { waitUntilBlocked } from '../../../support/servers/lock-waits.ts';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let blocker: pg.Client;
beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
}, 120_000);
afterAll(() => rig.close());

/** Whoever changes the first tenant's vendor waits for this transaction. */
beforeEach(async () => {
  blocker = new pg.Client({ connectionString: rig.database.urls.superuser });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('select from vendors where id = $1 for update', [rig.rows.vendor]);
});
afterEach(() => blocker.end());

const appWith = (deps: Partial<ApiDeps>) => createApp({ ...rig.deps, ...deps });

let changed = 0;
const change = async (app: ReturnType<typeof createApp>) =>
  app.request(`http://vigil.test/api/v1/vendors/${rig.rows.vendor}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${rig.first.keys.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ legal_name: `Northwind ${(changed += 1)} Ltd` }),
  });

const listAs = async (app: ReturnType<typeof createApp>, key: string) =>
  app.request('http://vigil.test/api/v1/vendors', { headers: { authorization: `Bearer ${key}` } });

test('leave connections to the others, are told when they are too many, and all that waited are done', async () => {
  const app = appWith({ db: shareAmongTenants(rig.db, { atOnce: 4, waiting: 8, waitMs: 60_000 }) });
  const changes = Array.from({ length: 24 }, () => change(app));
  const refused = await Promise.race(changes);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  await waitUntilBlocked(rig.db);
  const others = await Promise.all(Array.from({ length: 10 }, () => listAs(app, rig.second.keys.viewer)));
  expect(others.map(({ status }) => status)).toEqual(Array(10).fill(200));
  await blocker.query('rollback');
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect([...new Set(statuses)].toSorted((a, b) => a - b)).toEqual([200, 429]);
  expect((await listAs(app, rig.first.keys.viewer)).status).toBe(200);
});

test('that wait longer than they may are told so', async () => {
  const app = appWith({ db: shareAmongTenants(rig.db, { atOnce: 1, waiting: 8, waitMs: 0 }) });
  const changes = [change(app), change(app)];
  await waitUntilBlocked(rig.db);
  await blocker.query('rollback');
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect(statuses).toContain(429);
});

test('are ended by PostgreSQL, and the answer says so', async () => {
  const { app: url, feed } = rig.database.urls;
  const db = await openDatabase({ app: url, feed }, 2, { statementMs: 300, idleMs: 60_000 });
  try {
    const answer = await change(appWith({ db }));
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ detail: 'This took too long and was ended.' }),
    ]);
  } finally {
    await db.close();
  }
});
