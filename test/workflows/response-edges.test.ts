/** What happens to a response over time: news of its incident, reopening, overdue tasks, mail that does not go out. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { IncidentChange } from '../../src/contracts/payloads.ts';
import { rows, startResponseRig, until, type Case, type ResponseRig } from './support/response-rig.ts';

jest.setTimeout(60_000);

let rig: ResponseRig;
beforeAll(async () => {
  rig = await startResponseRig();
}, 600_000);
afterAll(() => rig.stop(), 60_000);

const WORSENED: IncidentChange = { kind: 'worsened', severity: 'critical', kev: true, fingerprint: 'second' };

const tasksOf = async (match: Case) =>
  (await match.tasks()).filter(({ source_type }) => source_type === 'vendor_security_incident');
const count = async (match: Case, kind: string) =>
  (await match.kinds()).filter((other) => other === kind).length;
const titles = async (match: Case) =>
  (await match.read((tx) => rows(tx, 'messages'))).map(({ title }) => title);

async function responded(options: Parameters<ResponseRig['match']>[0] = {}): Promise<Case> {
  const match = await rig.match(options);
  await match.respond();
  await match.reaches('awaiting_qualification');
  return match;
}

describe('an incident that worsens', () => {
  test('alerts again and reopens the qualification, once per change', async () => {
    const match = await responded({ severity: 'medium' });
    await match.qualify({ risk_level: 'low' });
    await rig.db.feed(({ q }) =>
      q
        .updateTable('security_incidents')
        .set({ severity: 'critical', kev_added_on: '2026-02-02', fingerprint: 'second' })
        .where('id', '=', match.incidentId)
        .execute(),
    );
    await match.handle.signal('incidentChanged', WORSENED);
    await match.reaches('awaiting_qualification');
    await match.handle.signal('incidentChanged', WORSENED);
    expect(await match.qualify({ risk_level: 'critical' })).toMatchObject({ outcome: 'applied' });
    const tasks = await tasksOf(match);
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
    await match.handle.signal('incidentChanged', WORSENED);
    await until('the second task', async () => (await tasksOf(match)).length === 2);
    expect((await tasksOf(match)).map(({ status, outcome }) => [status, outcome])).toEqual([
      ['cancelled', 'superseded'],
      ['pending', null],
    ]);
  });
});

test('an incident that is withdrawn at its source proposes closure and tells those who were alerted', async () => {
  const match = await responded();
  await match.handle.signal('incidentChanged', { ...WORSENED, kind: 'withdrawn' });
  await until('the proposal', async () => (await match.tracking()).closure_proposed_at !== null);
  expect(await match.tracking()).toMatchObject({
    status: 'monitoring',
    risk_qualification_status: 'pending',
  });
  expect(await titles(match)).toContain(`Withdrawn at its source: Gizmo GmbH - ${match.title}`);
  expect((await tasksOf(match)).map(({ status }) => status)).toEqual(['pending']);
});

describe('a reopening', () => {
  test('responds again under the same id with a new task and alert, and keeps what was decided', async () => {
    const match = await responded();
    await match.qualify();
    await match.resolve();
    await match.handle.result();
    expect(await match.reopen()).toMatchObject({ outcome: 'applied', decidedBy: match.reviewer.name });
    await match.reaches('awaiting_qualification');
    expect(await match.tracking()).toMatchObject({
      status: 'monitoring',
      risk_qualification_status: 'pending',
      response_no: 2,
      resolved_at: null,
    });
    expect((await tasksOf(match)).map(({ response_no, status }) => [response_no, status])).toEqual([
      [1, 'completed'],
      [2, 'pending'],
    ]);
    expect((await match.alerts()).map(({ response_no }) => response_no)).toEqual([1, 2]);
    expect(await match.read((tx) => rows(tx, 'assessment_assignments'))).toHaveLength(1);
    expect(await match.read((tx) => rows(tx, 'workflow_instances'))).toHaveLength(1);
    expect(await match.kinds()).toEqual(expect.arrayContaining(['qualified', 'resolved', 'reopened']));
    expect(await match.resolve({ resolution_type: 'mitigated' })).toMatchObject({ outcome: 'applied' });
    expect((await match.tracking()).resolution_type).toBe('mitigated');
  });

  test('of a false positive takes back what the matcher was taught', async () => {
    const match = await responded();
    await match.resolve({ resolution_type: 'false_positive' });
    await match.handle.result();
    await match.reopen();
    expect(await match.read((tx) => rows(tx, 'match_feedback'))).toEqual([]);
  });

  test('of one that is open changes nothing', async () => {
    const match = await responded();
    expect(await match.reopen()).toMatchObject({ outcome: 'already' });
    expect((await match.tracking()).response_no).toBe(1);
  });

  test('that meets a run which is closing goes on as a new one', async () => {
    const match = await rig.match();
    rig.mailbox.refusals.set(match.tenant.users.security_reviewer.email, 451);
    await match.respond();
    await match.reaches('awaiting_qualification');
    await match.resolve();
    expect((await match.handle.describe()).status.name).toBe('RUNNING');
    expect(await match.reopen()).toMatchObject({ outcome: 'applied' });
    await match.reaches('awaiting_qualification');
    expect(await match.tracking()).toMatchObject({ response_no: 2, phase: 'awaiting_qualification' });
    expect(await tasksOf(match)).toHaveLength(2);
    rig.mailbox.refusals.clear();
    await match.handle.terminate();
  });

  test.each([
    ['remediated', 'monitoring', 2],
    ['false_positive', 'resolved', 1],
    ['duplicate', 'resolved', 1],
  ] as const)('by the feed of a %s one leaves it %s', async (resolution_type, status, responseNo) => {
    const match = await rig.match();
    await match.resolve({ resolution_type });
    await match.handle.result();
    await rig.env.client.workflow.start('incidentResponse', {
      workflowId: match.handle.workflowId,
      taskQueue: 'vigil-responses',
      args: [
        {
          tenantId: match.tenant.id,
          trackingId: match.trackingId,
          responseNo: 2,
          reopenedBy: {
            reason: 'Added to KEV',
            actor: { userId: null, name: 'Vigil', via: 'system' },
          },
        },
      ],
    });
    if (status === 'monitoring') await match.reaches('awaiting_qualification');
    else await match.handle.result();
    expect(await match.tracking()).toMatchObject({ status, response_no: responseNo });
  });
});

describe('a task that is overdue', () => {
  test('reminds its assignee, and a day later admins hear of it', async () => {
    const match = await responded();
    const { id, due_date } = (await tasksOf(match))[0] ?? {};
    await rig.env.sleep('3 days 1 hour');
    await until('the reminder', async () => (await count(match, 'reminded')) === 1);
    expect(await count(match, 'escalated')).toBe(0);
    await rig.env.sleep('1 day');
    await until('the escalation', async () => (await count(match, 'escalated')) === 1);
    const alerts = (await match.alerts()).filter(({ effect }) => effect.includes(String(id)));
    expect(alerts.map(({ recipient_type, recipient_ids }) => [recipient_type, recipient_ids])).toEqual([
      ['user', [match.tenant.users.security_reviewer.id]],
      ['role', ['admin']],
    ]);
    const task = (await tasksOf(match))[0];
    expect(Date.parse(task?.reminded_at ?? '')).toBeGreaterThanOrEqual(Date.parse(due_date ?? ''));
    await until('the mail to the admin', () =>
      Promise.resolve(rig.mailbox.mails.some(({ to }) => to.includes(match.tenant.users.admin.email))),
    );
    await rig.env.sleep('10 days');
    expect([await count(match, 'reminded'), await count(match, 'escalated')]).toEqual([1, 1]);
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
    const match = await rig.match();
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
    const match = await rig.match();
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
  });

  test('does not keep a resolved response alive for ever', async () => {
    const match = await rig.match();
    rig.mailbox.refusals.set(match.tenant.users.security_reviewer.email, 451);
    await match.respond();
    await match.reaches('awaiting_qualification');
    await match.resolve();
    await match.handle.result();
    const mail = (await match.deliveries()).find(({ channel }) => channel === 'email');
    expect(mail?.status).toBe('skipped');
    rig.mailbox.refusals.clear();
  });

  test('of a false positive is not sent any more', async () => {
    const match = await rig.match();
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
