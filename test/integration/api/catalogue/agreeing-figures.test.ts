/** Figures and statuses that speak of the same thing say the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { addMatch } from '../../../workflows/support/match.ts';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

const metrics = async () => (await rig.call(rig.first.keys.viewer, 'GET', '/security-metrics')).body;

test('a vendor with an open case of a breach counts as breached, whether a reviewer has confirmed it or not', async () => {
  const before = (await metrics()).vendors;
  await addMatch(rig.db, rig.first, { type: 'data_breach', vendorName: 'Suspected AG' });
  const { vendors } = await metrics();
  expect([vendors.breached - before.breached, vendors.breaches_confirmed]).toEqual([
    1,
    before.breaches_confirmed,
  ]);
  const cases = await rig.call(
    rig.first.keys.viewer,
    'GET',
    '/trackings?incident_type=data_breach&open=true',
  );
  expect(cases.body.map(({ vendor }: { vendor: { name: string } }) => vendor.name)).toContain('Suspected AG');
});

test('an incident cannot be called resolved while a case of it is open', async () => {
  const { incidentId } = await addMatch(rig.db, rig.first, { own: true });
  const say = (status: string) =>
    rig.call(rig.first.keys.security_reviewer, 'PATCH', `/security-incidents/${incidentId}`, { status });
  const refused = await say('resolved');
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringContaining('1 of its 1 cases are open'),
  ]);
  expect((await say('investigating')).status).toBe(200);
});

describe('the last scans', () => {
  test('are found behind any number of scans of single incidents', async () => {
    const row = (kind: 'manual' | 'incident', started_at: string) => ({
      id: uuidv7(),
      tenant_id: rig.first.id,
      scan_type: kind === 'incident' ? ('all' as const) : ('breach' as const),
      kind,
      status: 'completed' as const,
      workflow_id: uuidv7(),
      run_id: uuidv7(),
      started_at,
    });
    await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql
        .insertInto('scans')
        .values([
          row('manual', '2026-01-01T00:00:00Z'),
          ...Array.from({ length: 60 }, () => row('incident', new Date().toISOString())),
        ])
        .execute(),
    );
    const { body } = await rig.call(rig.first.keys.viewer, 'GET', '/security-monitoring/scans?latest=true');
    expect(body.map(({ scan_type, kind }: Record<string, string>) => [scan_type, kind])).toEqual(
      expect.arrayContaining([['breach', 'manual']]),
    );
    expect(body.map(({ kind }: Record<string, string>) => kind)).not.toContain('incident');
  });
});
