/** Updates of an incident on their way from a cycle to those who were told: once each, and never lost. */
import { describe, expect, test } from '@jest/globals';
import { markResponding } from '../../../../src/services/monitoring/scans/pending-responses.ts';
import { applyIncidentChange } from '../../../../src/services/response/effects/apply-change.ts';
import { lockTracking } from '../../../../src/services/response/record/load-tracking.ts';
import { addMatch, changeIncident, type Match } from '../../../workflows/support/match.ts';
import { waitUntilBlocked } from '../../../support/servers/lock-waits.ts';
import { settled } from '../support/rig.ts';
import {
  alerts,
  apply,
  cycle,
  events,
  now,
  openTasks,
  respond,
  rig,
  run,
  severities,
  severity,
  tenant,
  told,
  tracking,
  useNews,
} from '../support/updates-rig.ts';

useNews();

describe('a worsened incident', () => {
  test('is told by the first response where that has only been started, and not again', async () => {
    const match = await addMatch(rig.db, tenant, { severity: 'medium' });
    await rig.db.withTenant(tenant.id, (tx) =>
      markResponding(tx, [{ trackingId: match.trackingId, workflowId: run.workflowId }]),
    );
    await severity(match, 'critical');
    expect(await cycle()).toEqual(['worsened']);
    // The message overtakes nothing: before the response, it is the response's to tell.
    await apply(match);
    expect(await alerts()).toEqual([]);
    await respond(match);
    await apply(match);
    expect(await severities()).toEqual(['critical']);
    expect(await openTasks()).toHaveLength(1);
    expect(await cycle()).toEqual([]);
  });

  test('is told once, though two cycles saw different states of it and told both at once', async () => {
    const match = await told({ severity: 'low' });
    await severity(match, 'high');
    expect(await cycle()).toEqual(['worsened']);
    await severity(match, 'critical');
    expect(await cycle()).toEqual(['worsened']);
    await Promise.all([apply(match), apply(match), apply(match)]);
    expect(await severities()).toEqual(['low', 'critical']);
    expect(await openTasks()).toHaveLength(1);
    expect(await events(match, 'worsened')).toMatchObject([
      { detail: { severity: { before: 'low', after: 'critical' } } },
    ]);
    expect(await tracking(match)).toMatchObject({ news_no: 1, news_found_at: null });
  });

  test('is told again when it had become better in between, though it says the same as before', async () => {
    const match = await told({ severity: 'high' });
    for (const level of ['critical', 'high', 'critical'] as const) {
      await severity(match, level);
      if ((await cycle()).length > 0) await apply(match);
    }
    expect(await severities()).toEqual(['high', 'critical', 'critical']);
    expect(await openTasks()).toHaveLength(1);
  });

  test('is told again by the next cycle where the message was lost, until it was told', async () => {
    const match = await told({ severity: 'medium' });
    await severity(match, 'critical');
    expect(await cycle()).toEqual(['worsened']);
    expect((await tracking(match)).incident_severity).toBe('medium');
    expect(await cycle()).toEqual(['worsened']);
    await apply(match);
    expect(await cycle()).toEqual([]);
    await apply(match);
    expect(await severities()).toEqual(['medium', 'critical']);
  });

  test('is added to KEV: that is told, and not forgotten because it was found', async () => {
    const match = await told({ severity: 'high' });
    await changeIncident(rig.db, match.incidentId, { kev_added_on: '2026-02-02' });
    expect(await cycle()).toEqual(['worsened']);
    await apply(match);
    await apply(match);
    expect(await severities()).toEqual(['high', 'high']);
    expect(await tracking(match)).toMatchObject({ incident_kev: true, status: 'at_risk' });
  });

  test('that a response tells while a cycle reads an earlier state of it is not told again', async () => {
    const match = await told({ severity: 'high' });
    await severity(match, 'low');
    await settled(rig.db);
    const { telling, tell } = await holdTracking(match);
    const reading = cycle({ unsettled: true });
    await waitUntilBlocked(rig.db);
    await severity(match, 'critical');
    tell();
    await telling;
    expect(await reading).toEqual([]);
    expect((await tracking(match)).incident_severity).toBe('critical');
    expect(await cycle()).toEqual([]);
    expect(await severities()).toEqual(['high', 'critical']);
  });
});

/** A response that has locked its tracking and goes on to tell when it is told to. */
async function holdTracking({ trackingId }: Match) {
  let tell: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  let lock: () => void = () => undefined;
  const locked = new Promise<void>((resolve) => (lock = resolve));
  const telling = rig.db.withTenant(tenant.id, async (tx) => {
    await lockTracking(tx, trackingId);
    lock();
    await asked;
    await applyIncidentChange(tx, { trackingId, now: now(), run });
  });
  await locked;
  return { telling, tell };
}
