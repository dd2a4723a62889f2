/** What becomes of a match when its sources say more, or something else: the same tracking, and its timeline tells. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NormalizedIncident } from '../../../../src/domain/incidents/normalized-incident.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { addVendor, configure, cve, ingest, matchAll, openRig, trackings, type Rig } from '../support/rig.ts';

let rig: Rig;
let tenantId: string;
let id: string;
let number = 20_000;

beforeAll(async () => {
  rig = await openRig();
}, 300_000);
beforeEach(async () => {
  tenantId = (await createTestTenant(rig.db)).id;
  await addVendor(rig.db, tenantId);
  id = `CVE-2026-${(number += 1)}`;
});
afterAll(() => rig.close(), 60_000);

let seconds = 0;

/** The sources say this now, and a cycle looks at it. */
async function say(changes: Partial<NormalizedIncident>): Promise<void> {
  seconds += 1;
  const modifiedDate = new Date(Date.now() + seconds * 1000).toISOString();
  await ingest(rig.db, [cve(id, { modifiedDate, ...changes })]);
  await matchAll(rig.db, tenantId);
}

/** Before anybody names a product: the text alone. */
const IN_THE_TEXT = { affectedProducts: [], description: 'Zyxquil Networks Rocket lets attackers in.' };
const NAMED = {
  ...IN_THE_TEXT,
  affectedProducts: [{ vendor: 'Zyxquil Networks', product: 'Rocket', source: 'nvd' }],
};
const SOMEBODY_ELSE = {
  affectedProducts: [{ vendor: 'Quarrelbee', product: 'Hive', source: 'nvd' }],
  title: 'A flaw in Quarrelbee Hive',
  description: 'A flaw in Quarrelbee Hive lets attackers in.',
};

const tracked = async () => {
  const rows = (await trackings(rig.db, tenantId)).filter((one) => one.external_id === id);
  expect(rows.length).toBeLessThanOrEqual(1);
  const [row] = rows;
  if (!row) throw new Error('There is no tracking');
  return row;
};

const told = async (kind = 'rematched') => {
  const { id: trackingId } = await tracked();
  return rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('tracking_events')
      .select(['detail', 'effect_key', 'step', 'actor_name'])
      .where('tracking_id', '=', trackingId)
      .where('kind', '=', kind)
      .orderBy('id')
      .execute(),
  );
};

const resolve = () =>
  rig.db.withTenant(tenantId, (tx) =>
    tx.sql.updateTable('vendor_security_tracking').set({ status: 'resolved', phase: 'resolved' }).execute(),
  );

describe('a match that its sources confirm later', () => {
  test('is the same tracking, more confident, and its timeline tells from what to what', async () => {
    await say(IN_THE_TEXT);
    const before = await tracked();
    expect(before.matched_fields[0]).toMatchObject({ strategy: 'text' });
    await say(NAMED);
    const after = await tracked();
    expect(after.id).toBe(before.id);
    expect(after.match_confidence).toBeGreaterThan(before.match_confidence);
    expect(await told()).toMatchObject([
      {
        effect_key: 'rematched/1',
        step: 'monitoring-cycle',
        actor_name: 'Vigil',
        detail: {
          confidence: { before: before.match_confidence, after: after.match_confidence },
          reason: { before: before.match_reason, after: after.match_reason },
          evidence: { before: { strategy: 'text' }, after: { strategy: 'exact_name' } },
          matcher_version: { before: before.matcher_version, after: after.matcher_version },
          doubtful: false,
          threshold: 0.5,
        },
      },
    ]);
    expect(await told('matched')).toHaveLength(1);
  });

  test('is told once, however often the cycle looks at it, also two at the same time', async () => {
    await say(IN_THE_TEXT);
    await say(NAMED);
    await addVendor(rig.db, tenantId, 'Unrelated Company');
    await Promise.all([matchAll(rig.db, tenantId), matchAll(rig.db, tenantId)]);
    expect(await told()).toHaveLength(1);
  });

  test('leaves its audit entry, and neither an alert nor an incident update', async () => {
    await say(IN_THE_TEXT);
    await say(NAMED);
    const row = await tracked();
    const { audits, alerts } = await rig.db.withTenant(tenantId, async (tx) => ({
      audits: await tx.sql
        .selectFrom('audit_log')
        .selectAll()
        .where('action', '=', 'tracking.rematch')
        .execute(),
      alerts: await tx.sql.selectFrom('security_alerts').select('id').execute(),
    }));
    expect(audits).toMatchObject([
      { target_id: row.id, after: { match_confidence: row.match_confidence, doubtful: false } },
    ]);
    expect(alerts).toEqual([]);
    expect(row).toMatchObject({ news_no: 0, news_found_at: null });
  });
});

describe('a match of which nothing is left', () => {
  test('stays, is marked as doubtful, and says so; it gets back when its sources name it again', async () => {
    await say(NAMED);
    const before = await tracked();
    await say(SOMEBODY_ELSE);
    const fallen = await tracked();
    expect(fallen).toMatchObject({
      id: before.id,
      status: 'monitoring',
      match_confidence: 0,
      matched_fields: [],
    });
    expect(fallen.doubtful_since).not.toBeNull();
    expect(fallen.match_reason).toContain('Nothing in the incident names');
    // What a false positive would teach is the reason for which it was raised.
    expect(fallen.evidence_key).toBe(before.evidence_key);
    expect(fallen.risk_score).toBeLessThan(before.risk_score);
    await say(NAMED);
    expect(await tracked()).toMatchObject({
      id: before.id,
      doubtful_since: null,
      match_confidence: before.match_confidence,
    });
    await say(SOMEBODY_ELSE);
    expect((await told()).map(({ effect_key, detail }) => [effect_key, detail['doubtful']])).toEqual([
      ['rematched/1', true],
      ['rematched/2', false],
      ['rematched/3', true],
    ]);
  });

  test('keeps the moment since when it is doubtful', async () => {
    await say(NAMED);
    await say(SOMEBODY_ELSE);
    const { doubtful_since } = await tracked();
    await say({ ...SOMEBODY_ELSE, severity: 'high', cvssScore: 8.1 });
    expect(await tracked()).toMatchObject({ doubtful_since });
    expect(await told()).toHaveLength(1);
  });

  test('was resolved meanwhile: it stays as it was judged', async () => {
    await say(NAMED);
    await resolve();
    const before = await tracked();
    await say(SOMEBODY_ELSE);
    const { match_confidence, match_reason, doubtful_since, updated_at } = await tracked();
    expect({ match_confidence, match_reason, doubtful_since, updated_at }).toEqual({
      match_confidence: before.match_confidence,
      match_reason: before.match_reason,
      doubtful_since: null,
      updated_at: before.updated_at,
    });
    expect(await told()).toEqual([]);
  });
});

test('a threshold that was raised makes the matches below it doubtful, and one lowered takes it back', async () => {
  await say(IN_THE_TEXT);
  const { match_confidence } = await tracked();
  expect(match_confidence).toBeLessThan(0.99);
  await configure(rig.db, tenantId, { matching_rules: { min_match_confidence: 0.99 } });
  await matchAll(rig.db, tenantId);
  expect(await tracked()).toMatchObject({ match_confidence, doubtful_since: expect.any(String) });
  expect(await told()).toMatchObject([{ detail: { doubtful: true, threshold: 0.99 } }]);
  await configure(rig.db, tenantId, { matching_rules: { min_match_confidence: 0.5 } });
  await matchAll(rig.db, tenantId);
  expect(await tracked()).toMatchObject({ match_confidence, doubtful_since: null });
});

test('a known match follows its sources also where the incident is below the thresholds now', async () => {
  await say(IN_THE_TEXT);
  const before = await tracked();
  await say({ ...NAMED, severity: 'low', cvssScore: 2.1 });
  const after = await tracked();
  expect(after.match_confidence).toBeGreaterThan(before.match_confidence);
  expect(await told()).toHaveLength(1);
});
