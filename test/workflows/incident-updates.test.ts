/** News that a cycle brings to responses which meanwhile went on, on the real server. */
import { describe, expect, test } from '@jest/globals';
import { tellResponses } from '../../activities/monitoring/tell-responses.ts';
import { incidentChangedSignal } from '../../src/contracts/messages.ts';
import type { IncidentUpdate } from '../../src/contracts/incident-updates.ts';
import { findUpdates } from '../../src/services/monitoring/matching/tracking-updates.ts';
import { lockTracking } from '../../src/services/response/record/load-tracking.ts';
import { changeIncident } from './support/match.ts';
import type { Case } from './support/case.ts';
import { until } from './support/until.ts';
import { responded, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig('dev');

/** What a cycle's page brings back after the incident has worsened. */
async function pageOf(match: Case): Promise<IncidentUpdate[]> {
  await changeIncident(rig.db, match.incidentId, { severity: 'critical', fingerprint: 'second' });
  const updates = await match.read((tx) => findUpdates(tx, [match.incidentId]));
  expect(updates.map(({ change }) => change.kind)).toEqual(['worsened']);
  return updates;
}

const tell = (match: Case, updates: IncidentUpdate[]) =>
  tellResponses({ client: rig.env.client }, match.tenant.id, updates);
const severities = async (match: Case) =>
  (await match.alerts()).map(({ response_no, severity }) => [response_no, severity]);
const isOver = (match: Case) =>
  until('the end of the run', async () => (await match.handle.describe()).status.name === 'COMPLETED');

describe('a tracking that was resolved between a page of a cycle and its message', () => {
  test('is reopened, and tells the update, once', async () => {
    const match = await responded(rig, { severity: 'medium' });
    const updates = await pageOf(match);
    await match.qualify();
    await match.resolve();
    await match.handle.result();
    await tell(match, updates);
    await tell(match, updates);
    await match.reaches('awaiting_qualification');
    await tell(match, updates);
    expect(await match.tracking()).toMatchObject({
      status: 'at_risk',
      risk_qualification_status: 'pending',
      response_no: 2,
      resolution_type: null,
      incident_severity: 'critical',
    });
    expect(await match.resolve()).toMatchObject({ outcome: 'applied' });
    await isOver(match);
    expect(await severities(match)).toEqual([
      [1, 'medium'],
      [2, 'critical'],
    ]);
    const kinds = await match.kinds();
    expect(kinds.filter((kind) => kind === 'reopened')).toHaveLength(1);
    expect(kinds).not.toContain('worsened');
  });

  test('is reopened while its run still closes', async () => {
    const match = await rig.match({ severity: 'medium' });
    rig.mailbox.refusals.set(match.tenant.users.security_reviewer.email, 451);
    await match.respond();
    await match.reaches('awaiting_qualification');
    const updates = await pageOf(match);
    await match.resolve();
    expect((await match.handle.describe()).status.name).toBe('RUNNING');
    await tell(match, updates);
    await until('the second response', async () => (await severities(match)).length === 2);
    expect(await match.tracking()).toMatchObject({ response_no: 2, phase: 'awaiting_qualification' });
    rig.mailbox.refusals.clear();
    await match.handle.terminate();
  });

  test.each(['false_positive', 'duplicate'] as const)('as a %s stays resolved', async (resolution_type) => {
    const match = await responded(rig, { severity: 'medium' });
    const updates = await pageOf(match);
    await match.resolve({ resolution_type });
    await match.handle.result();
    await tell(match, updates);
    await isOver(match);
    expect(await match.tracking()).toMatchObject({ status: 'resolved', resolution_type, response_no: 1 });
    expect(await severities(match)).toEqual([[1, 'medium']]);
    // Nothing is left on its way, so that the next cycle does not start it again.
    expect(await match.read((tx) => findUpdates(tx, [match.incidentId]))).toEqual([]);
  });
});

test('a response that was terminated with the update unread is told by the next cycle', async () => {
  const match = await responded(rig, { severity: 'medium' });
  await pageOf(match);
  await match.handle.terminate();
  const again = await match.read((tx) => findUpdates(tx, [match.incidentId]));
  await tell(match, again);
  await until('the update', async () => (await match.kinds()).includes('worsened'));
  expect(await severities(match)).toEqual([
    [1, 'medium'],
    [1, 'critical'],
  ]);
  expect(await match.tracking()).toMatchObject({ response_no: 1, news_found_at: null });
});

test('a response is made where the resolution that came with its start failed, also after an update of the incident', async () => {
  const match = await rig.match({ severity: 'medium' });
  let release: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (release = resolve));
  let lock: () => void = () => undefined;
  const locked = new Promise<void>((resolve) => (lock = resolve));
  const holding = match.read(async (tx) => {
    await lockTracking(tx, match.trackingId);
    lock();
    await asked;
  });
  await locked;
  // PostgreSQL will refuse half a character; until then the update waits behind the decision.
  const refused = match.resolve({ resolution_notes: '\ud800' });
  refused.catch(() => undefined);
  await until('the resolution to be tried', () =>
    match.handle.describe().then(
      ({ raw }) => (raw.pendingActivities ?? []).length > 0,
      () => false,
    ),
  );
  await match.handle.signal(incidentChangedSignal, {
    kind: 'worsened',
    severity: 'medium',
    kev: false,
    fingerprint: 'first',
  });
  release();
  await holding;
  await expect(refused).rejects.toThrow();
  await match.reaches('awaiting_qualification');
  expect(await severities(match)).toEqual([[1, 'medium']]);
});
