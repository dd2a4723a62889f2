/** What happens to a response over time: updates of its incident, reopening, overdue tasks, mail that does not go out. */
import { describe, expect, test } from '@jest/globals';
import type { IncidentChange } from '../../src/contracts/payloads.ts';
import { dueDate } from '../../src/domain/response/due-date.ts';
import { changeIncident } from './support/match.ts';
import type { Case } from './support/case.ts';
import type { ResponseRig } from './support/response-rig.ts';
import { rows } from './support/rows.ts';
import { until } from './support/until.ts';
import { qualificationTasks, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig();

const WORSENED: IncidentChange = { kind: 'worsened', severity: 'critical', kev: true, fingerprint: 'second' };

const worsen = (match: Case) =>
  changeIncident(rig.db, match.incidentId, {
    severity: 'critical',
    kev_added_on: '2026-02-02',
    fingerprint: 'second',
  });
const count = async (match: Case, kind: string) =>
  (await match.kinds()).filter((other) => other === kind).length;
const titles = async (match: Case) =>
  (await match.read((tx) => rows(tx, 'messages'))).map(({ title }) => title);

/**
 * Without a process: one that is cancelled between two steps leaves the time-skipping server waiting for its activity,
 * and time stands still for everybody.
 */
const newMatch = (options: Parameters<ResponseRig['match']>[0] = {}) =>
  rig.match({ ...options, config: { auto_start_workflows: false, ...options.config } });

async function responded(options: Parameters<typeof newMatch>[0] = {}): Promise<Case> {
  const match = await newMatch(options);
  await match.respond();
  await match.reaches('awaiting_qualification');
  // The workflow knows it too: only then its timers run, and time may be skipped.
  await until('the workflow to wait', async () => {
    const { phase } = await match.handle.query<{ phase: string }>('phase');
    return phase === 'awaiting_qualification';
  });
  return match;
}

describe('an incident that worsens', () => {
  test('alerts again and reopens the qualification, however often it is told', async () => {
    const match = await responded({ severity: 'medium' });
    await match.qualify({ risk_level: 'low' });
    await worsen(match);
    await match.handle.signal('incidentChanged', WORSENED);
    await match.reaches('awaiting_qualification');
    await match.handle.signal('incidentChanged', WORSENED);
    expect(await match.qualify({ risk_level: 'critical' })).toMatchObject({ outcome: 'applied' });
    const tasks = await qualificationTasks(match);
    expect(tasks.map(({ status, priority }) => [status, priority])).toEqual([
      ['completed', 'MEDIUM'],
      ['completed', 'URGENT'],
    ]);
    const alerts = await match.alerts();
    expect(alerts.map(({ alert_type, severity }) => [alert_type, severity])).toEqual([
      ['risk_qualification_required', 'medium'],
      ['cve_detected', 'critical'],
    ]);
    expect(await count(match, 'worsened')).toBe(1);
    expect(await match.tracking()).toMatchObject({
      status: 'at_risk',
      task_id: tasks[1]?.id,
      incident_severity: 'critical',
      incident_kev: true,
      incident_fingerprint: 'second',
    });
    expect(await match.read((tx) => rows(tx, 'assessment_assignments'))).toHaveLength(1);
  });

  test('replaces a task that is still open', async () => {
    const match = await responded();
    await worsen(match);
    await match.handle.signal('incidentChanged', WORSENED);
    await until('the second task', async () => (await qualificationTasks(match)).length === 2);
    expect((await qualificationTasks(match)).map(({ status, outcome }) => [status, outcome])).toEqual([
      ['cancelled', 'superseded'],
      ['pending', null],
    ]);
  });
});

test('an incident that is withdrawn at its source proposes closure and tells those who were alerted, until it is reinstated', async () => {
  const match = await responded();
  await changeIncident(rig.db, match.incidentId, { withdrawn_at: '2026-02-02T00:00:00Z' });
  await match.handle.signal('incidentChanged', { ...WORSENED, kind: 'withdrawn' });
  await until('the proposal', async () => (await match.tracking()).closure_proposed_at !== null);
  expect(await match.tracking()).toMatchObject({
    status: 'monitoring',
    risk_qualification_status: 'pending',
  });
  expect(await titles(match)).toContain(`Withdrawn at its source: Gizmo GmbH - ${match.title}`);
  expect((await qualificationTasks(match)).map(({ status }) => status)).toEqual(['pending']);
  await changeIncident(rig.db, match.incidentId, { withdrawn_at: null });
  await match.handle.signal('incidentChanged', { ...WORSENED, kind: 'reinstated' });
  await until('the end of the proposal', async () => (await match.tracking()).closure_proposed_at === null);
  expect(await titles(match)).toContain(`Reinstated at its source: Gizmo GmbH - ${match.title}`);
});

describe('a task that is overdue', () => {
  test('reminds its assignee, and a day later admins hear of it', async () => {
    const match = await responded();
    const { id, due_date } = (await qualificationTasks(match))[0] ?? {};
    await rig.env.sleep('73 hours');
    await until('the reminder', async () => (await count(match, 'reminded')) === 1);
    expect(await count(match, 'escalated')).toBe(0);
    await rig.env.sleep('1 day');
    await until('the escalation', async () => (await count(match, 'escalated')) === 1);
    const alerts = (await match.alerts()).filter(({ effect }) => effect.includes(String(id)));
    expect(alerts.map(({ recipient_type, recipient_ids }) => [recipient_type, recipient_ids])).toEqual([
      ['user', [match.tenant.users.security_reviewer.id]],
      ['role', ['admin']],
    ]);
    const task = (await qualificationTasks(match))[0];
    expect(Date.parse(task?.reminded_at ?? '')).toBeGreaterThanOrEqual(Date.parse(due_date ?? ''));
    await until('the mail to the admin', () =>
      Promise.resolve(rig.mailbox.mails.some(({ to }) => to.includes(match.tenant.users.admin.email))),
    );
    await rig.env.sleep('10 days');
    expect([await count(match, 'reminded'), await count(match, 'escalated')]).toEqual([1, 1]);
    await match.handle.terminate();
  });

  test('is escalated a working day later where the company counts those', async () => {
    const match = await responded({ config: { working_days_only: true } });
    const { due_date } = (await qualificationTasks(match))[0] ?? {};
    const calendar = { timezone: 'UTC', workingDaysOnly: true };
    await rig.env.sleep('13 days');
    await until('the escalation', async () => (await count(match, 'escalated')) === 1);
    const [task] = await qualificationTasks(match);
    const at = Date.parse(task?.escalated_at ?? '') - Date.parse(dueDate(due_date ?? '', 1, calendar));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(3_600_000);
    await match.handle.terminate();
  });

  test('is not spoken of once it was done', async () => {
    const match = await responded();
    await match.qualify();
    await rig.env.sleep('6 days');
    expect(await count(match, 'reminded')).toBe(0);
  });
});

describe('mail that does not go out', () => {
  test('is tried again while the response waits for decisions', async () => {
    const match = await newMatch();
    const { email } = match.tenant.users.security_reviewer;
    rig.mailbox.refusals.set(email, 451);
    await match.respond();
    expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
    await until('a failed try', async () =>
      (await match.deliveries()).some(
        ({ last_error, status }) => last_error !== null && status === 'pending',
      ),
    );
    rig.mailbox.refusals.clear();
    await rig.env.sleep('1 hour');
    await until('the mail', async () => (await match.deliveries()).every(({ status }) => status === 'sent'));
    expect(rig.mailbox.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
  });

  test('refused for good is failed, on the timeline, and the response goes on', async () => {
    const match = await newMatch();
    const { email } = match.tenant.users.security_reviewer;
    rig.mailbox.refusals.set(email, 550);
    await match.respond();
    await until('the failure', async () => (await count(match, 'delivery_failed')) === 1);
    const failed = (await match.deliveries()).find(({ channel }) => channel === 'email');
    expect(failed).toMatchObject({ status: 'failed', attempts: 1 });
    rig.mailbox.refusals.clear();
    await match.resolve();
    await match.handle.result();
  });

  test('by a channel that is not set up is failed, and said so', async () => {
    const match = await responded({ config: { alert_channels: JSON.stringify(['slack']) as never } });
    await until('the failure', async () => (await count(match, 'delivery_failed')) === 1);
    expect(await match.deliveries()).toMatchObject([
      { channel: 'slack', status: 'failed', last_error: 'No way to send by slack is set up' },
    ]);
    // It has reached nobody, so it is not a sent one.
    expect((await match.alerts()).map(({ status }) => status)).toEqual(['failed']);
  });

  test('does not keep a resolved response alive for ever', async () => {
    const match = await newMatch();
    rig.mailbox.refusals.set(match.tenant.users.security_reviewer.email, 451);
    await match.respond();
    await match.reaches('awaiting_qualification');
    await match.resolve();
    await rig.env.sleep('6 minutes');
    await match.handle.result();
    const mail = (await match.deliveries()).find(({ channel }) => channel === 'email');
    expect(mail?.status).toBe('skipped');
    rig.mailbox.refusals.clear();
  });

  test('of a false positive is not sent any more', async () => {
    const match = await newMatch();
    const { email } = match.tenant.users.security_reviewer;
    rig.mailbox.refusals.set(email, 451);
    await match.respond();
    await until('a failed try', async () =>
      (await match.deliveries()).some(({ last_error }) => last_error !== null),
    );
    await match.resolve({ resolution_type: 'false_positive' });
    rig.mailbox.refusals.clear();
    await match.handle.result();
    expect((await match.deliveries()).find(({ channel }) => channel === 'email')?.status).toBe('skipped');
    expect(rig.mailbox.mails.some(({ to }) => to.includes(email))).toBe(false);
  });
});

describe('an activity whose worker died after its transaction', () => {
  test('has its effects once', async () => {
    const match = await rig.match();
    rig.lost.add('processVendorSecurityIncident');
    await match.respond();
    await match.reaches('awaiting_qualification');
    rig.lost.add('qualifyTracking');
    expect(await match.qualify()).toMatchObject({ outcome: 'applied', decidedBy: match.reviewer.name });
    rig.lost.add('resolveTracking');
    expect(await match.resolve()).toMatchObject({ outcome: 'applied', decidedBy: match.reviewer.name });
    await match.handle.result();
    expect(rig.lost.size).toBe(0);
    expect(await qualificationTasks(match)).toHaveLength(1);
    expect(await match.alerts()).toHaveLength(1);
    const kinds = await match.kinds();
    for (const kind of [
      'responded',
      'task_created',
      'alert_sent',
      'process_started',
      'qualified',
      'resolved',
    ]) {
      expect(kinds.filter((k) => k === kind)).toHaveLength(1);
    }
    const { email } = match.tenant.users.security_reviewer;
    await until('the mail', () => Promise.resolve(rig.mailbox.mails.some(({ to }) => to.includes(email))));
    expect(rig.mailbox.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
  });
});
