/** What a new match sets going: both columns of the response plan, and every switch. */
import { describe, expect, test } from '@jest/globals';
import { processOf } from './support/case.ts';
import { rows } from './support/rows.ts';
import { until } from './support/until.ts';
import { responded, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig();

const inDays = (from: string | undefined, to: string | null | undefined) =>
  Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 86_400_000);

describe('a new match of a CVE', () => {
  test('hands out task, alert, assessment and TPRM process, mails the reviewer, and waits', async () => {
    const match = await responded(rig);
    const tracking = await match.tracking();
    expect(tracking).toMatchObject({
      status: 'monitoring',
      risk_qualification_status: 'pending',
      task_created: true,
      alert_sent: true,
      assessment_triggered: true,
      workflow_triggered: true,
      response_workflow_id: `incident-response/${match.trackingId}`,
    });
    expect(tracking.risk_score).toBeGreaterThan(0);
    const task = (await match.tasks()).find(({ id }) => id === tracking.task_id);
    expect(task).toMatchObject({
      action_type: 'REVIEW',
      title: `Risk Qualification Required: Gizmo GmbH - ${match.title}`,
      description: `Security incident detected for vendor Gizmo GmbH. Incident: ${match.title} (${match.externalId}). Severity: high. Please qualify the risk and determine appropriate actions.`,
      priority: 'HIGH',
      source_type: 'vendor_security_incident',
      source_id: match.trackingId,
      assigned_to: match.tenant.users.security_reviewer.id,
      action_url: `/vendors/${match.vendorId}/security/${match.trackingId}`,
    });
    expect(inDays(task?.created_at, task?.due_date)).toBe(3);
    const [assignment] = await match.read((tx) => rows(tx, 'assessment_assignments'));
    expect(assignment).toMatchObject({
      status: 'pending',
      assignment_type: 'security_incident',
      metadata: {
        triggered_by: 'security_monitoring',
        incident_id: match.incidentId,
        vendor_tracking_id: match.trackingId,
      },
    });
    expect(inDays(assignment?.created_at, assignment?.due_date)).toBe(14);
    const { instance } = await processOf(match, rig.env);
    expect(instance).toMatchObject({ trigger_reason: `Security incident detected: ${match.incidentId}` });

    const { email } = match.tenant.users.security_reviewer;
    await until('the delivery', async () =>
      (await match.deliveries()).every(({ status }) => status === 'sent'),
    );
    const mails = rig.mailbox.mails.filter(({ to }) => to.includes(email));
    expect(mails.map(({ subject }) => subject)).toEqual([`Security Alert: Gizmo GmbH - ${match.title}`]);
    expect(mails[0]?.mail.text).toContain(
      `https://vigil.example/vendors/${match.vendorId}/security/${match.trackingId}`,
    );
    const alerts = await match.alerts();
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      alert_type: 'risk_qualification_required',
      severity: 'high',
      priority: 'HIGH',
      status: 'sent',
      recipient_type: 'role',
      recipient_ids: ['security_reviewer'],
      message: `A security incident has been detected for vendor Gizmo GmbH. Incident: ${match.title} (${match.externalId}). Severity: high. Please review and qualify the risk.`,
    });
    expect(alerts[0]?.channels_sent.toSorted()).toEqual(['email', 'in_app']);
    const messages = await match.read((tx) => rows(tx, 'messages'));
    expect(messages.map(({ user_id, title }) => [user_id, title])).toEqual([
      [match.tenant.users.security_reviewer.id, alerts[0]?.title],
    ]);
    const [state] = await match.read((tx) => rows(tx, 'tenant_incidents'));
    expect(state?.status).toBe('investigating');
  });

  test('shows operators what it waits for, with ids and enumerations only', async () => {
    const match = await responded(rig);
    await until('the phase', async () => {
      const answer = await match.handle.query<{ phase: string }>('phase');
      return answer.phase === 'awaiting_qualification';
    });
    const { typedSearchAttributes } = await match.handle.describe();
    const shown = JSON.stringify(typedSearchAttributes);
    expect(shown).toContain(match.tenant.id);
    expect(shown).toContain(match.vendorId);
    expect(shown).toContain('awaiting_qualification');
    expect(shown).not.toContain('Gizmo');
  });

  test.each([{ severity: 'critical' as const }, { severity: 'low' as const, kev: true }])(
    'puts the vendor at risk at once: %j',
    async (incident) => {
      const match = await responded(rig, incident);
      expect((await match.tracking()).status).toBe('at_risk');
    },
  );

  test('gives the task to the vendor owner when a reviewer', async () => {
    const match = await rig.match();
    const owner = match.tenant.users.security_reviewer;
    await match.read((tx) =>
      tx.sql
        .insertInto('users')
        .values({
          id: match.incidentId,
          tenant_id: tx.tenantId,
          email: 'idle@x.example',
          name: 'Idle',
          roles: ['security_reviewer'],
        })
        .execute(),
    );
    await match.read((tx) =>
      tx.sql
        .insertInto('action_items')
        .values({
          id: match.vendorId,
          tenant_id: match.tenant.id,
          action_type: 'REVIEW',
          title: 'Busy',
          priority: 'LOW',
          assigned_to: owner.id,
          source_type: 'other',
          source_id: match.vendorId,
        })
        .execute(),
    );
    await match.read((tx) => tx.sql.updateTable('vendors').set({ owner_id: owner.id }).execute());
    await match.respond();
    await match.reaches('awaiting_qualification');
    const task = (await match.tasks()).find(({ source_type }) => source_type === 'vendor_security_incident');
    expect(task?.assigned_to).toBe(owner.id);
  });
});

describe('a data breach', () => {
  test('is urgent, told to security and compliance, with the impact assessment and the VRM response', async () => {
    const match = await responded(rig, { type: 'data_breach', severity: 'medium' });
    const tracking = await match.tracking();
    const task = (await match.tasks()).find(({ id }) => id === tracking.task_id);
    expect(task).toMatchObject({ title: 'URGENT: Data Breach - Gizmo GmbH', priority: 'URGENT' });
    const alerts = await match.alerts();
    expect(alerts.map(({ recipient_ids }) => recipient_ids)).toEqual([['security_reviewer'], ['compliance']]);
    for (const alert of alerts) {
      expect(alert).toMatchObject({
        alert_type: 'breach_detected',
        severity: 'critical',
        priority: 'URGENT',
        title: `Security Alert: Gizmo GmbH - ${match.title}`,
      });
    }
    const [assignment] = await match.read((tx) => rows(tx, 'assessment_assignments'));
    expect(inDays(assignment?.created_at, assignment?.due_date)).toBe(7);
    const templates = await match.read((tx) => rows(tx, 'assessments'));
    expect(templates.find(({ id }) => id === assignment?.assessment_id)?.name).toBe(
      'Breach Impact Assessment',
    );
    const { instance } = await processOf(match, rig.env);
    const processes = await match.read((tx) => rows(tx, 'workflow_configurations'));
    expect(processes.find(({ id }) => id === instance.configuration_id)?.name).toBe('VRM Breach Response');
    await until('both mails', async () => {
      const sent = (await match.deliveries()).filter((d) => d.channel === 'email' && d.status === 'sent');
      return sent.length === 2;
    });
    const told = rig.mailbox.mails.flatMap(({ to }) => to);
    expect(told).toContain(match.tenant.users.compliance.email);
    expect(told).not.toContain(match.tenant.users.admin.email);
  });
});

describe('a switch that is off', () => {
  test.each([
    [
      'auto_create_tasks',
      { task_created: false, alert_sent: true, assessment_triggered: true, workflow_started: true },
    ],
    [
      'auto_send_alerts',
      { task_created: true, alert_sent: false, assessment_triggered: true, workflow_started: true },
    ],
    [
      'auto_trigger_assessments',
      { task_created: true, alert_sent: true, assessment_triggered: false, workflow_started: true },
    ],
    [
      'auto_start_workflows',
      { task_created: true, alert_sent: true, assessment_triggered: true, workflow_started: false },
    ],
  ] as const)('%s leaves out that part only', async (column, result) => {
    const match = await rig.match({ config: { [column]: false } });
    await match.respond();
    const task = result.task_created;
    await match.reaches(task ? 'awaiting_qualification' : 'awaiting_resolution');
    expect((await match.tracking()).risk_qualification_status).toBe(task ? 'pending' : 'not_required');
    const alerts = await match.alerts();
    if (!task) expect(alerts[0]?.alert_type).toBe('cve_detected');
    await match.resolve();
    expect(await match.handle.result()).toEqual(result);
    const count = async (table: 'assessment_assignments' | 'workflow_instances') =>
      (await match.read((tx) => rows(tx, table))).length;
    expect(alerts.length > 0).toBe(result.alert_sent);
    expect(await count('assessment_assignments')).toBe(Number(result.assessment_triggered));
    expect(await count('workflow_instances')).toBe(Number(result.workflow_started));
  });

  test('a missing assessment and process are on the timeline, and the response goes on', async () => {
    const match = await rig.match();
    await match.read(async (tx) => {
      await tx.sql.updateTable('assessments').set({ is_active: false }).execute();
      await tx.sql.updateTable('workflow_configurations').set({ status: 'retired' }).execute();
    });
    await match.respond();
    await match.reaches('awaiting_qualification');
    expect(await match.kinds()).toEqual(expect.arrayContaining(['assessment_missing', 'process_missing']));
    expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
  });
});
