/** What becomes of CVEs after they were first seen, from the sources' answers through cycles to people's tasks. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { responseId } from '../../../../src/contracts/ids.ts';
import { recordsFolder, writeKev, writeRecords, type CveSpec } from '../../../support/data/records.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { openEngine, until, type EngineRig } from '../support/engine.ts';
import { addVendor, trackings } from '../support/rig.ts';

const MINUTES = 60_000;
const VENDOR = 'Zyxquil Networks';
/** KEV never is without an entry: an empty catalogue takes nothing out. */
const OTHERS = 'CVE-2026-40000';

const folder = recordsFolder([{ id: OTHERS, description: 'Of nobody here.', score: 9.1 }]);
const cves = new Map<string, CveSpec>();
let number = 40_000;
let rig: EngineRig;
let tenantId: string;

beforeAll(async () => {
  rig = await openEngine(async ({ db }) => {
    tenantId = (await createTestTenant(db)).id;
    await addVendor(db, tenantId, VENDOR);
  }, folder);
  await rig.firstCycles(tenantId);
}, 5 * MINUTES);

beforeEach(() => {
  number += 1;
});

afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true });
}, 2 * MINUTES);

const idNow = () => `CVE-2026-${number}`;

/** NVD says this of the test's CVE from now on, and KEV lists these. */
async function publish(spec: Partial<CveSpec>, known: string[] = []): Promise<void> {
  cves.set(idNow(), {
    id: idNow(),
    description: 'A flaw in Rocket lets attackers in.',
    affected: [{ vendor: 'Zyxquil', product: 'Rocket' }],
    modified: new Date().toISOString(),
    ...spec,
  });
  writeRecords(folder, [...cves.values()]);
  writeKev(folder, [OTHERS, ...known], new Date().toISOString());
  await rig.feeds.reload();
}

/** Another catalogue of KEV's, while NVD says what it said. */
async function list(known: string[]): Promise<void> {
  writeKev(folder, [OTHERS, ...known], new Date().toISOString());
  await rig.feeds.reload();
}

const trackingNow = async () =>
  (await trackings(rig.db, tenantId)).find(({ external_id }) => external_id === idNow());

async function tracked(
  what: string,
  check: (row: NonNullable<Awaited<ReturnType<typeof trackingNow>>>) => boolean,
) {
  return until(what, async () => {
    const row = await trackingNow();
    return row !== undefined && check(row) && row;
  });
}

const events = (trackingId: string, kinds: string[]) =>
  rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('tracking_events')
      .select(['kind', 'detail', 'actor_name'])
      .where('tracking_id', '=', trackingId)
      .where('kind', 'in', kinds)
      .orderBy('occurred_at')
      .execute(),
  );
const alerts = (trackingId: string) =>
  rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('security_alerts')
      .selectAll()
      .where('vendor_tracking_id', '=', trackingId)
      .orderBy('id')
      .execute(),
  );
const openTasks = (trackingId: string) =>
  rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('action_items')
      .selectAll()
      .where('source_id', '=', trackingId)
      .where('status', '=', 'pending')
      .execute(),
  );

describe('a CVE whose response waits for a reviewer', () => {
  test(
    'enters KEV: the next cycle raises it, with a new task and alert; it leaves KEV: that is written down and nobody alerted',
    async () => {
      await publish({ score: 7.5 });
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({
        status: 'completed',
        matches: 1,
        responses_started: 1,
      });
      const { id } = await tracked('its response to wait', ({ phase }) => phase === 'awaiting_qualification');
      expect(await alerts(id)).toHaveLength(1);
      const [firstTask] = await openTasks(id);

      await list([idNow()]);
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({ status: 'completed', matches: 0, error: null });
      const raised = await tracked('its people to be told', ({ incident_kev }) => incident_kev);
      expect(raised).toMatchObject({
        status: 'at_risk',
        phase: 'awaiting_qualification',
        news_found_at: null,
      });
      expect(await events(id, ['worsened'])).toMatchObject([
        { detail: { severity: { before: 'high', after: 'high' }, kev: true } },
      ]);
      expect(await alerts(id)).toHaveLength(2);
      const [secondTask, ...more] = await openTasks(id);
      expect(more).toEqual([]);
      expect(secondTask?.id).not.toBe(firstTask?.id);
      // The same response, which still waits.
      const { status } = await rig.client.workflow.getHandle(responseId(id)).describe();
      expect(status.name).toBe('RUNNING');

      await list([]);
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({ status: 'completed', matches: 0 });
      const lowered = await trackingNow();
      expect(lowered).toMatchObject({ incident_kev: false, phase: 'awaiting_qualification' });
      expect(lowered?.risk_score).toBeLessThan(raised.risk_score);
      expect(await events(id, ['eased'])).toMatchObject([
        { detail: { severity: { before: 'high', after: 'high' }, kev: { before: true, after: false } } },
      ]);
      expect(await alerts(id)).toHaveLength(2);

      await list([idNow()]);
      await rig.scan(tenantId, 'cve');
      await tracked('its people to be told again', ({ incident_kev }) => incident_kev);
      expect(await events(id, ['worsened', 'eased'])).toMatchObject([
        { kind: 'worsened' },
        { kind: 'eased' },
        { kind: 'worsened' },
      ]);
      expect(await alerts(id)).toHaveLength(3);
    },
    3 * MINUTES,
  );

  test(
    'is scored lower: that is written down once, and nobody alerted',
    async () => {
      await publish({ score: 9.8 });
      await rig.scan(tenantId, 'cve');
      const { id } = await tracked('its response to wait', ({ phase }) => phase === 'awaiting_qualification');
      await publish({ score: 5.5 });
      await rig.scan(tenantId, 'cve');
      await rig.scan(tenantId, 'cve');
      expect(await trackingNow()).toMatchObject({ incident_severity: 'medium' });
      expect(await events(id, ['eased', 'worsened'])).toMatchObject([
        { kind: 'eased', detail: { severity: { before: 'critical', after: 'medium' } } },
      ]);
      expect(await alerts(id)).toHaveLength(1);
    },
    2 * MINUTES,
  );
});

describe('a CVE without a score', () => {
  const awaitsScore = () =>
    rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .selectFrom('tenant_incidents as t')
        .innerJoin('security_incidents as i', 'i.id', 't.incident_id')
        .select('t.held_for_score')
        .where('i.external_id', '=', idNow())
        .executeTakeFirst(),
    );

  test(
    'awaits its score; NVD scores it, and the next cycle makes its tracking and starts its response',
    async () => {
      await publish({});
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({
        incidents_held: 1,
        matches: 0,
        responses_started: 0,
      });
      expect([await awaitsScore(), await trackingNow()]).toEqual([{ held_for_score: true }, undefined]);
      // Nothing new: it waits on.
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({ matches: 0 });

      await publish({ score: 9.8 });
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({
        incidents_held: 0,
        matches: 1,
        responses_started: 1,
      });
      const row = await tracked('its response to wait', ({ phase }) => phase === 'awaiting_qualification');
      expect(row).toMatchObject({ incident_severity: 'critical', response_workflow_id: responseId(row.id) });
      expect(await awaitsScore()).toEqual({ held_for_score: false });
      expect(await alerts(row.id)).toHaveLength(1);
      expect(await openTasks(row.id)).toHaveLength(1);
    },
    2 * MINUTES,
  );

  test(
    'awaits it no more once the score is below the threshold',
    async () => {
      await publish({});
      await rig.scan(tenantId, 'cve');
      await publish({ score: 3.1 });
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({ incidents_held: 0, matches: 0 });
      expect([await awaitsScore(), await trackingNow()]).toEqual([{ held_for_score: false }, undefined]);
    },
    2 * MINUTES,
  );

  test(
    'awaits its score until it is in KEV, which makes its tracking without any score',
    async () => {
      await publish({});
      await rig.scan(tenantId, 'cve');
      await list([idNow()]);
      expect(await rig.scan(tenantId, 'cve')).toMatchObject({ matches: 1, responses_started: 1 });
      const row = await tracked('its response to wait', ({ phase }) => phase === 'awaiting_qualification');
      expect(row).toMatchObject({ incident_kev: true, incident_severity: 'high', status: 'at_risk' });
    },
    2 * MINUTES,
  );
});
