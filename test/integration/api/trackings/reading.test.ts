/** What the API shows of a tracking, an alert, a report, the figures, and of itself. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const get = async (path: string, key = admin): Promise<Awaited<ReturnType<Rig['call']>>['body']> => {
  const { status, body } = await rig.call(key, 'GET', path);
  expect([path, status]).toEqual([path, 200]);
  return body;
};

describe('a tracking', () => {
  test('is shown with evidence, timeline, task, alerts with deliveries, assessment, process and workflow', async () => {
    const { vendor, tracking, incident } = rig.rows;
    const shown = await get(`/vendors/${vendor}/security/${tracking}`);
    expect(shown).toMatchObject({
      id: tracking,
      vendor: { id: vendor, name: 'Northwind' },
      incident: { id: incident, title: 'Northwind lost its keys', severity: 'high' },
      matched_fields: [{ strategy: 'domain', score: 1, weight: 0.9 }],
      phase: 'awaiting_qualification',
      due_date: '2020-01-01T00:00:00.000Z',
      timeline: [{ kind: 'responded' }],
      task: { status: 'pending', overdue: true },
      alerts: [
        {
          deliveries: [
            { channel: 'email', status: 'failed', attempts: 3, last_error: '550 no such mailbox' },
          ],
        },
      ],
      assessment: { name: 'Breach Impact Assessment', status: 'pending', completion: 0 },
      process: { current_step: 'approve', progress: 0.5 },
    });
    expect(shown.workflow.id).toBe(`incident-response/${tracking}`);
    expect(shown.workflow.ui_url).toMatch(
      /^http:\/\/temporal.test\/namespaces\/.+\/workflows\/incident-response%2F/,
    );
  });

  test('is found by vendor, by status, when overdue, and through its incident', async () => {
    const { vendor, tracking, incident, task } = rig.rows;
    const ids = async (path: string) => (await get(path)).map(({ id }: { id: string }) => id);
    expect(await ids(`/vendors/${vendor}/security`)).toEqual([tracking]);
    expect(
      await ids('/trackings?open=true&status=at_risk,breached&severity=high&overdue=true&sort=-risk_score'),
    ).toEqual([tracking]);
    expect(await ids('/trackings?open=false')).toEqual([]);
    const detail = await get(`/security-incidents/${incident}`);
    expect(detail.trackings[0].id).toBe(tracking);
    expect(detail.actions[0].id).toBe(task);
  });
});

describe('alerts and messages', () => {
  test('are acknowledged by the first who does', async () => {
    const { alert } = rig.rows;
    const [viewer, reviewer] = [rig.first.keys.viewer, rig.first.keys.security_reviewer];
    expect((await rig.call(viewer, 'POST', `/security-alerts/${alert}/read`)).body.status).toBe('read');
    const first = await rig.call(reviewer, 'POST', `/security-alerts/${alert}/acknowledge`);
    expect(first.body).toMatchObject({
      status: 'acknowledged',
      acknowledged_by: rig.first.users.security_reviewer.id,
    });
    await rig.call(viewer, 'POST', `/security-alerts/${alert}/acknowledge`);
    const [shown] = await get(
      '/security-alerts?status=acknowledged&severity=high&alert_type=risk_qualification_required',
    );
    expect(shown.acknowledged_by).toBe(rig.first.users.security_reviewer.id);
  });

  test('to one person are not for another, but for those who see all', async () => {
    const { alert, message } = rig.rows;
    await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql
        .updateTable('security_alerts')
        .set({ recipient_type: 'user', recipient_ids: [rig.first.users.viewer.id] })
        .where('id', '=', alert)
        .execute(),
    );
    expect(await get('/security-alerts', rig.first.keys.viewer)).toHaveLength(1);
    expect(await get('/security-alerts', rig.first.keys.security_reviewer)).toEqual([]);
    expect(
      (await rig.call(rig.first.keys.security_reviewer, 'POST', `/security-alerts/${alert}/read`)).status,
    ).toBe(404);
    expect(await get('/security-alerts', rig.first.keys.compliance)).toHaveLength(1);
    expect(await get('/messages', rig.first.keys.security_reviewer)).toEqual([]);
    expect(await get('/messages?mine=true')).toEqual([]);
    expect(await get('/messages')).toHaveLength(1);
    const read = await rig.call(rig.first.keys.viewer, 'POST', `/messages/${message}/read`);
    expect(read.body.read_at).not.toBeNull();
    expect(await get('/messages?unread=true', rig.first.keys.viewer)).toEqual([]);
  });
});

describe('a task', () => {
  test('is taken up and handed on, but ended by the decision alone', async () => {
    const { task } = rig.rows;
    const patch = (body: unknown) =>
      rig.call(rig.first.keys.security_reviewer, 'PATCH', `/action-items/${task}`, body);
    const handed = await patch({ status: 'in_progress', assigned_to: rig.first.users.admin.id });
    expect(handed.body).toMatchObject({
      status: 'in_progress',
      assigned_to_name: rig.first.users.admin.name,
    });
    expect((await patch({ status: 'completed' })).status).toBe(409);
    const foreign = await patch({ assigned_to: rig.second.users.admin.id });
    expect([foreign.status, foreign.body.errors[0].path]).toEqual([400, 'assigned_to']);
    expect(await get('/action-items?assigned_to=me&open=true')).toHaveLength(1);
    expect(await get('/action-items?assigned_to=none')).toEqual([]);
  });
});

describe('templates', () => {
  test('keep one default of each type', async () => {
    const compliance = rig.first.keys.compliance;
    const made = await rig.call(compliance, 'POST', '/assessments', {
      name: 'Deep dive',
      assessment_type: 'tprm',
      is_default: true,
      questions: [{ key: 'q1', text: 'Encrypted?', kind: 'yes_no' }],
    });
    expect(made.status).toBe(201);
    const defaults = (await get('/assessments?assessment_type=tprm')).filter(
      ({ is_default }: { is_default: boolean }) => is_default,
    );
    expect(defaults.map(({ id }: { id: string }) => id)).toEqual([made.body.id]);
    const taken = await rig.call(compliance, 'POST', '/assessments', {
      key: made.body.key,
      name: 'x',
      assessment_type: 'tprm',
    });
    expect(taken.status).toBe(409);
  });

  test('answers fill an assignment, and a submitted one says when', async () => {
    const { assignment, assessment } = rig.rows;
    const { questions } = await get(`/assessments/${assessment}`);
    const answers = Object.fromEntries(questions.map(({ key }: { key: string }) => [key, 'yes']));
    const done = await rig.call(rig.first.keys.compliance, 'PATCH', `/assessment-assignments/${assignment}`, {
      answers,
      status: 'submitted',
    });
    expect(done.body).toMatchObject({ completion: 1, status: 'submitted' });
    expect(done.body.submitted_at).not.toBeNull();
  });

  test('a process with other steps is a new version', async () => {
    const { configuration } = rig.rows;
    const before = await get(`/workflow-configurations/${configuration}`);
    const { body } = await rig.call(admin, 'PATCH', `/workflow-configurations/${configuration}`, {
      steps: before.steps.slice(0, 1),
    });
    expect(body).toMatchObject({ version: Number(before.version) + 1, steps: before.steps.slice(0, 1) });
  });
});

describe('figures', () => {
  test('of now and of ninety days agree with what is there', async () => {
    const metrics = await get('/security-metrics');
    expect(metrics).toMatchObject({
      incidents: {
        total: 1,
        by_type: { security_alert: 1, cve: 0 },
        by_severity: { high: 1 },
        by_status: { new: 1 },
      },
      vendors: { total: 1, at_risk: 1, breached: 0 },
      pending_qualifications: 1,
      overdue: 1,
      resolved: 0,
      mean_time_to_resolution_hours: null,
      false_positive_rate: null,
      funnel: { ingested: 1, considered: 1, matched: 1, qualified: 0, resolved: 0 },
    });
    const days = await get('/security-metrics/trends?days=90');
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toMatchObject({ date: new Date().toISOString().slice(0, 10), matched: 1, open: 1 });
    expect(days[0]).toMatchObject({ matched: 0, open: 0 });
  });

  test('of one vendor are a report', async () => {
    const report = await get(`/vendors/${rig.rows.vendor}/security/report`);
    expect(report).toMatchObject({
      vendor: { name: 'Northwind' },
      status: 'at_risk',
      risk: { score: 61 },
      incidents: [{ id: rig.rows.tracking }],
      qualification: { pending: 1, completed: 0 },
      assessments: [{ name: 'Breach Impact Assessment' }],
      processes: [{ progress: 0.5 }],
    });
    expect(report.trends.length).toBe(90);
  });

  test('for Prometheus count over all tenants and name none', async () => {
    const text = await (await rig.raw('/metrics')).text();
    expect(text).toMatch(/vigil_incidents\{incident_type="security_alert"\} 2/);
    expect(text).toMatch(/vigil_open_trackings\{phase="awaiting_qualification"\} 2/);
    expect(text).toMatch(/vigil_alert_deliveries\{channel="email",status="failed"\} 2/);
    expect(text).toMatch(
      /vigil_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/vendors\/:id\/security\/report",status="200"\} 1/,
    );
    expect(text).not.toContain(rig.first.id);
  });
});

describe('itself', () => {
  test('is ready, described, and documented without the internet', async () => {
    expect((await rig.raw('/readyz')).status).toBe(200);
    const page = await (await rig.raw('/api/v1/docs')).text();
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, source] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await rig.raw(source ?? '')).status).toBe(200);
    }
  });

  test('sets headers that keep pages to themselves', async () => {
    const { headers } = await rig.raw('/api/v1/docs');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a scan that was asked for can be looked at at once', async () => {
    const path = '/security-monitoring/scan?scan_type=cve&days_back=30';
    const { status, body } = await rig.call(admin, 'POST', path);
    expect(status).toBe(202);
    const { scan_id, run_id } = body;
    const scan = await get(`/security-monitoring/scans/${scan_id}`);
    expect(scan).toMatchObject({ status: 'running', scan_type: 'cve', days_back: 30, run_id });
  });

  test('asking twice to match one incident is one piece of work', async () => {
    const path = `/security-incidents/${rig.rows.incident}/match-vendors`;
    const [first, second] = [await rig.call(admin, 'POST', path), await rig.call(admin, 'POST', path)];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toMatchObject({ workflow_id: first.body.workflow_id, run_id: first.body.run_id });
    const cve = await rig.call(admin, 'POST', '/security-incidents/scan-cve/cve-2024-3094');
    expect(cve.body.workflow_id).toContain('CVE-2024-3094');
  });
});
