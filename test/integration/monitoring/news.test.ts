/** News of an incident on its way from a cycle to those who were told: once each, and never lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { finishScan } from '../../../src/services/scans/finish-scan.ts';
import { markResponding } from '../../../src/services/scans/pending-responses.ts';
import { applyIncidentChange } from '../../../src/services/trackings/apply-change.ts';
import { remindTask } from '../../../src/services/tasks/remind-task.ts';
import { lockTracking } from '../../../src/services/trackings/load-tracking.ts';
import { resolveTracking } from '../../../src/services/trackings/resolve.ts';
import { processVendorSecurityIncident } from '../../../src/services/trackings/respond.ts';
import type { Severity } from '../../../src/domain/vocabulary.ts';
import { createTestTenant, type TestTenant } from '../../support/tenants.ts';
import { addMatch, changeIncident, type Match, type MatchOptions } from '../../workflows/support/match.ts';
import { matchAll, openRig, type Rig } from './rig.ts';

let rig: Rig;
let tenant: TestTenant;

beforeAll(async () => {
  rig = await openRig();
}, 300_000);
beforeEach(async () => {
  tenant = await createTestTenant(rig.db);
});
afterAll(() => rig.close(), 60_000);

const run = { workflowId: 'incident-response/x', runId: 'r' };
const now = () => new Date().toISOString();
const apply = ({ trackingId }: Match) =>
  rig.db.tenant(tenant.id, (tx) => applyIncidentChange(tx, { trackingId, now: now(), run }));
const respond = ({ trackingId }: Match) =>
  rig.db.tenant(tenant.id, (tx) => processVendorSecurityIncident(tx, { trackingId, now: now(), run }));

async function resolve(
  { trackingId }: Match,
  resolution_type: 'remediated' | 'risk_accepted',
): Promise<void> {
  const { id, name } = tenant.users.security_reviewer;
  const decision = {
    resolution_type,
    resolution_notes: 'Done.',
    actor: { userId: id, name, via: 'api' as const },
  };
  await rig.db.tenant(tenant.id, (tx) =>
    resolveTracking(tx, { trackingId, now: now(), run, decisionId: 'r', decision }),
  );
}

/** A match that was responded to. */
async function told(options: MatchOptions = {}): Promise<Match> {
  const match = await addMatch(rig.db, tenant, options);
  await respond(match);
  await cycle();
  return match;
}

const severity = (match: Match, level: Severity) =>
  changeIncident(rig.db, match.incidentId, { severity: level, fingerprint: level });

/** A whole cycle but for the messages: what it would tell. */
async function cycle(): Promise<string[]> {
  const { news, watermarks } = await matchAll(rig.db, tenant.id);
  await rig.db.tenant(tenant.id, (tx) =>
    finishScan(tx, {
      scanId: '00000000-0000-7000-8000-000000000000',
      watermarks,
      counts: { considered: 0, held: 0, matches: 0, responses: 0 },
      feeds: [],
    }),
  );
  return news.map(({ change }) => change.kind);
}

const alerts = () =>
  rig.db.tenant(tenant.id, ({ q }) => q.selectFrom('security_alerts').selectAll().orderBy('id').execute());
const severities = async () => (await alerts()).map((alert) => alert.severity);
const openTasks = () =>
  rig.db.tenant(tenant.id, ({ q }) =>
    q.selectFrom('action_items').selectAll().where('status', '=', 'pending').execute(),
  );
const tracking = (match: Match) =>
  rig.db.tenant(tenant.id, ({ q }) =>
    q
      .selectFrom('vendor_security_tracking')
      .selectAll()
      .where('id', '=', match.trackingId)
      .executeTakeFirstOrThrow(),
  );
const events = (match: Match, kind: string) =>
  rig.db.tenant(tenant.id, ({ q }) =>
    q
      .selectFrom('tracking_events')
      .selectAll()
      .where('tracking_id', '=', match.trackingId)
      .where('kind', '=', kind)
      .execute(),
  );
const audits = (match: Match, action: string) =>
  rig.db.tenant(tenant.id, ({ q }) =>
    q
      .selectFrom('audit_log')
      .selectAll()
      .where('target_id', '=', match.trackingId)
      .where('action', '=', action)
      .execute(),
  );
const messages = (beginning: string) =>
  rig.db.tenant(tenant.id, ({ q }) =>
    q.selectFrom('messages').selectAll().where('title', 'like', `${beginning}%`).orderBy('id').execute(),
  );

describe('a worsened incident', () => {
  test('is told by the first response where that has only been started, and not again', async () => {
    const match = await addMatch(rig.db, tenant, { severity: 'medium' });
    await rig.db.tenant(tenant.id, (tx) =>
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
    const { telling, tell } = await holdTracking(match);
    const reading = cycle();
    await waitUntilBlocked();
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
  const telling = rig.db.tenant(tenant.id, async (tx) => {
    await lockTracking(tx, trackingId);
    lock();
    await asked;
    await applyIncidentChange(tx, { trackingId, now: now(), run });
  });
  await locked;
  return { telling, tell };
}

async function waitUntilBlocked(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await rig.db.anonymous(({ q }) =>
      sql`select from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()`.execute(q),
    );
    if (rows.length > 0) return;
    await sleep(20);
  }
  throw new Error('Nothing waits for a lock');
}

describe('an incident that its source withdrew and reinstated', () => {
  const withdraw = (match: Match) =>
    changeIncident(rig.db, match.incidentId, { withdrawn_at: now(), severity: 'medium' });
  const reinstate = (match: Match) =>
    changeIncident(rig.db, match.incidentId, { withdrawn_at: null, severity: 'high' });

  test('is not to be closed any more, and those who were asked to close it hear of that once', async () => {
    const match = await told({ severity: 'high' });
    await withdraw(match);
    expect(await cycle()).toEqual(['withdrawn']);
    await apply(match);
    expect((await tracking(match)).closure_proposed_at).not.toBeNull();
    expect(await cycle()).toEqual([]);
    // An admin hears of the tracking only after the proposal.
    const [task] = await openTasks();
    await rig.db.tenant(tenant.id, (tx) =>
      remindTask(tx, {
        trackingId: match.trackingId,
        taskId: task?.id ?? '',
        step: 'escalation',
        now: now(),
      }),
    );
    await reinstate(match);
    expect(await cycle()).toEqual(['reinstated']);
    await Promise.all([apply(match), apply(match)]);
    expect(await cycle()).toEqual([]);
    expect(await tracking(match)).toMatchObject({ closure_proposed_at: null, incident_severity: 'high' });
    expect((await messages('Reinstated at its source')).map(({ user_id }) => user_id)).toEqual([
      tenant.users.security_reviewer.id,
    ]);
    expect(await events(match, 'reinstated')).toMatchObject([{ detail: { people_told: 1 } }]);
    expect(await audits(match, 'tracking.take_back_closure')).toHaveLength(1);
    expect(await events(match, 'worsened')).toEqual([]);
  });

  test('and withdrew again is proposed for closure again', async () => {
    const match = await told();
    for (const change of [withdraw, reinstate, withdraw]) {
      await change(match);
      await cycle();
      await apply(match);
    }
    expect(await messages('Withdrawn at its source')).toHaveLength(2);
    expect(await events(match, 'withdrawn')).toHaveLength(2);
    expect((await tracking(match)).closure_proposed_at).not.toBeNull();
  });

  test('stays resolved where it was closed meanwhile, and that is said', async () => {
    const match = await told();
    await withdraw(match);
    await cycle();
    await apply(match);
    await resolve(match, 'risk_accepted');
    await reinstate(match);
    expect(await cycle()).toEqual(['reinstated']);
    expect(await apply(match)).toMatchObject({ closed: true });
    expect(await cycle()).toEqual([]);
    const [message] = await messages('Reinstated at its source');
    expect(message?.body).toContain('please reopen it');
    expect(await tracking(match)).toMatchObject({ status: 'resolved', closure_proposed_at: null });
  });
});

describe('a resolved tracking whose incident worsens', () => {
  test('is reopened once, by whichever message comes first, and its response tells', async () => {
    const match = await told({ severity: 'medium' });
    await resolve(match, 'remediated');
    await severity(match, 'critical');
    expect(await cycle()).toEqual(['worsened']);
    const states = await Promise.all([apply(match), apply(match)]);
    expect(states).toMatchObject([
      { closed: false, responseNo: 2 },
      { closed: false, responseNo: 2 },
    ]);
    // Its response may be lost as well: until it has told, a cycle asks for it.
    expect(await cycle()).toEqual(['worsened']);
    await respond(match);
    expect(await severities()).toEqual(['medium', 'critical']);
    expect(await cycle()).toEqual([]);
    expect(await events(match, 'reopened')).toMatchObject([
      { detail: { reason: 'The incident worsened: severity critical' } },
    ]);
  });
});
