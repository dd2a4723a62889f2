/** What reviewers' decisions do, whenever they come. */
import { describe, expect, test } from '@jest/globals';
import { processOf } from './support/case.ts';
import { rows } from './support/rows.ts';
import { qualificationTasks, responded, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig();

describe('a qualification', () => {
  test('in progress keeps the status and the task open; completed ends both', async () => {
    const match = await responded(rig);
    expect(await match.qualify({ status: 'in_progress', risk_level: 'medium' })).toMatchObject({
      outcome: 'applied',
    });
    expect(await match.tracking()).toMatchObject({
      status: 'monitoring',
      risk_qualification_status: 'in_progress',
      phase: 'awaiting_qualification',
    });
    expect((await qualificationTasks(match))[0]?.status).toBe('in_progress');
    await match.qualify({ risk_level: 'critical' });
    expect(await match.tracking()).toMatchObject({
      status: 'at_risk',
      risk_qualification_status: 'completed',
      risk_level: 'critical',
      impact_analysis: 'Reachable.',
      recommended_actions: ['Patch'],
      qualified_by: match.reviewer.userId,
      phase: 'awaiting_resolution',
    });
    expect((await qualificationTasks(match))[0]).toMatchObject({
      status: 'completed',
      outcome: 'critical',
      completed_by: match.reviewer.userId,
    });
  });

  test.each([
    ['cve', 'low', 'monitoring'],
    ['cve', 'high', 'at_risk'],
    ['data_breach', 'low', 'monitoring'],
    ['data_breach', 'medium', 'breached'],
  ] as const)('of a %s as %s makes it %s', async (type, risk_level, status) => {
    const match = await rig.match({ type });
    await match.respond();
    await match.qualify({ risk_level });
    expect((await match.tracking()).status).toBe(status);
  });

  test('that starts the response is applied after its effects', async () => {
    const match = await rig.match();
    expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
    expect(await match.tracking()).toMatchObject({ task_created: true, phase: 'awaiting_resolution' });
    expect((await qualificationTasks(match))[0]?.status).toBe('completed');
    const kinds = await match.kinds();
    expect(kinds.indexOf('qualified')).toBeGreaterThan(kinds.indexOf('task_created'));
  });

  test('that comes while it is responding is kept and applied', async () => {
    const match = await rig.match();
    await match.respond();
    expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
    expect((await match.tracking()).risk_qualification_status).toBe('completed');
  });

  test('the second of two is told the first, of two at once exactly one counts', async () => {
    const match = await rig.match();
    await match.respond();
    const outcomes = await Promise.all([
      match.qualify({ actor: { ...match.reviewer, name: 'A' } }),
      match.qualify({ risk_level: 'low', actor: { ...match.reviewer, name: 'B' } }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['applied', 'contradicts']);
    const first = outcomes.find(({ outcome }) => outcome === 'applied')?.decidedBy;
    expect(outcomes.map(({ decidedBy }) => decidedBy)).toEqual([first, first]);
    expect((await match.tracking()).qualified_by_name).toBe(first);
  });

  test('sent again under the same id is the same one', async () => {
    const match = await rig.match();
    await match.respond();
    const first = await match.qualify({}, 'same');
    expect(await match.qualify({}, 'same')).toEqual(first);
    expect((await match.kinds()).filter((kind) => kind === 'qualified')).toHaveLength(1);
  });
});

describe('a resolution', () => {
  test.each(['remediated', 'mitigated', 'risk_accepted', 'duplicate'] as const)(
    '%s completes the task, withdraws the assignment, cancels the process',
    async (resolution_type) => {
      const match = await responded(rig);
      const { handle } = await processOf(match, rig.env);
      expect(await match.resolve({ resolution_type })).toMatchObject({ outcome: 'applied' });
      await match.handle.result();
      expect(await match.tracking()).toMatchObject({
        status: 'resolved',
        phase: 'resolved',
        resolution_type,
        risk_qualification_status: 'not_required',
        resolved_by: match.reviewer.userId,
      });
      expect((await qualificationTasks(match))[0]).toMatchObject({
        status: 'completed',
        outcome: resolution_type,
      });
      expect((await match.read((tx) => rows(tx, 'assessment_assignments')))[0]?.status).toBe('withdrawn');
      expect((await match.read((tx) => rows(tx, 'workflow_instances')))[0]?.status).toBe('cancelled');
      // Cancelled in the middle of a step, or told by its row at the next one: it ends cancelled either way.
      const end = await handle.result().then(
        (result: unknown) => result,
        () => ({ status: 'cancelled' }),
      );
      expect(end).toMatchObject({ status: 'cancelled' });
      expect((await match.tasks()).filter(({ status }) => status === 'pending')).toEqual([]);
      expect((await match.read((tx) => rows(tx, 'tenant_incidents')))[0]?.status).toBe('resolved');
      const feedback = await match.read((tx) => rows(tx, 'match_feedback'));
      expect(feedback.map(({ verdict }) => verdict)).toEqual(
        resolution_type === 'duplicate' ? [] : ['confirmed'],
      );
    },
  );

  test('leaves what was submitted and what was completed', async () => {
    const match = await responded(rig);
    await processOf(match, rig.env);
    await match.read(async (tx) => {
      await tx.sql.updateTable('assessment_assignments').set({ status: 'submitted' }).execute();
      await tx.sql.updateTable('workflow_instances').set({ status: 'completed' }).execute();
    });
    await match.resolve();
    expect((await match.read((tx) => rows(tx, 'assessment_assignments')))[0]?.status).toBe('submitted');
    expect((await match.read((tx) => rows(tx, 'workflow_instances')))[0]?.status).toBe('completed');
  });

  test('as false positive takes everything back and teaches the matcher', async () => {
    const match = await rig.match();
    await match.respond();
    await match.qualify();
    expect(await match.resolve({ resolution_type: 'false_positive' })).toMatchObject({ outcome: 'applied' });
    await match.handle.result();
    expect(await match.tracking()).toMatchObject({
      status: 'resolved',
      risk_qualification_status: 'not_required',
    });
    const [alert] = await match.alerts();
    expect(alert?.corrected_at).not.toBeNull();
    const messages = await match.read((tx) => rows(tx, 'messages'));
    expect(messages.map(({ title }) => title)).toContain(`False positive: Gizmo GmbH - ${match.title}`);
    const [lesson] = await match.read((tx) => rows(tx, 'match_feedback'));
    expect(lesson).toMatchObject({
      vendor_id: match.vendorId,
      evidence_key: 'vendor_product:gizmo',
      verdict: 'false_positive',
      created_by: match.reviewer.userId,
    });
    expect((await match.read((tx) => rows(tx, 'tenant_incidents')))[0]?.status).toBe('false_positive');
  });

  test('as false positive before qualification cancels the task', async () => {
    const match = await responded(rig);
    await match.resolve({ resolution_type: 'false_positive' });
    expect((await qualificationTasks(match))[0]?.status).toBe('cancelled');
  });

  test('that comes with the start skips all effects', async () => {
    const match = await rig.match();
    expect(await match.resolve()).toMatchObject({ outcome: 'applied' });
    expect(await match.handle.result()).toEqual({
      task_created: false,
      alert_sent: false,
      assessment_triggered: false,
      workflow_started: false,
    });
    expect(await match.tasks()).toEqual([]);
    expect(await match.alerts()).toEqual([]);
    expect(await match.kinds()).toEqual(['resolved']);
    expect((await match.tracking()).risk_qualification_status).toBe('not_required');
  });

  test('after the end starts nothing new', async () => {
    const match = await rig.match();
    await match.resolve();
    await match.handle.result();
    await expect(match.resolve({ resolution_type: 'mitigated' })).rejects.toThrow(/already/i);
    expect((await match.tracking()).resolution_type).toBe('remediated');
  });

  test('of a terminated run that had resolved it in the database is answered with who did', async () => {
    const match = await responded(rig);
    await match.handle.terminate();
    await match.read((tx) =>
      tx.sql
        .updateTable('vendor_security_tracking')
        .set({
          status: 'resolved',
          phase: 'resolved',
          resolved_by_name: 'Someone before',
          resolved_at: '2026-01-02T03:04:05.000Z',
        })
        .execute(),
    );
    expect(await match.qualify()).toEqual({
      outcome: 'closed',
      decidedBy: 'Someone before',
      decidedAt: '2026-01-02T03:04:05.000Z',
    });
  });

  test('settles an own incident on the incident itself', async () => {
    const match = await responded(rig, { own: true });
    const status = async () =>
      (await match.read((tx) => rows(tx, 'security_incidents'))).find(({ id }) => id === match.incidentId)
        ?.status;
    expect(await status()).toBe('investigating');
    await match.resolve();
    expect(await status()).toBe('resolved');
  });
});
