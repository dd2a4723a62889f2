/** Bodies that are promised to have every column of their table. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
}, 120_000);
afterAll(() => rig.close());

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await rig.db.withTenant(rig.first.id, (tx) =>
    sql<{ column_name: string }>`
      select column_name from information_schema.columns where table_name = ${table}`.execute(tx.sql),
  );
  expect(rows.length).toBeGreaterThan(10);
  return rows.map(({ column_name }) => column_name);
}

const read = async (path: string) => (await rig.call(rig.first.keys.viewer, 'GET', path)).body;

async function described(schema: string): Promise<string[]> {
  return Object.keys((await read('/openapi.json')).components.schemas[schema].properties);
}

test('a tracking has every column, in lists and alone, and the description names them', async () => {
  const columns = await columnsOf('vendor_security_tracking');
  const { vendor, tracking, incident } = rig.rows;
  const bodies = [
    await read(`/vendors/${vendor}/security/${tracking}`),
    (await read(`/vendors/${vendor}/security`))[0],
    (await read('/trackings'))[0],
    (await read(`/security-incidents/${incident}`)).trackings[0],
    (await read(`/vendors/${vendor}/security/report`)).incidents[0],
  ];
  for (const body of bodies) expect(Object.keys(body)).toEqual(expect.arrayContaining(columns));
  expect(await described('Tracking')).toEqual(expect.arrayContaining(columns));
  // Nothing that nobody was told of: neither of the query's own columns nor of the engine's.
  expect((await described('Tracking')).toSorted()).toEqual(Object.keys(bodies[1]).toSorted());
});

test('the configuration has every column, and the description names them', async () => {
  // By `changed_xid` scans notice a change; it says nothing to anybody else.
  const columns = (await columnsOf('security_monitoring_configs')).filter((name) => name !== 'changed_xid');
  const body = await read('/security-monitoring/config');
  expect(Object.keys(body).toSorted()).toEqual(columns.toSorted());
  expect((await described('MonitoringConfig')).toSorted()).toEqual(columns.toSorted());
});
