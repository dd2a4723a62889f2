/** Who works which task: a viewer none, compliance the steps that are its own, reviewers and admins all. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { json } from '../../../../src/db/parsers.ts';
import type { Role } from '../../../../src/domain/vocabulary.ts';
import { openStep } from '../../../../src/services/response/processes/steps.ts';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

/** A step of a process, handed out as the process does it; then, where asked for, given to somebody by hand. */
async function step(
  ownerRole: Role,
  assignedTo?: string,
): Promise<{ id: string; assigned_to: string | null }> {
  const key = `step-${uuidv7()}`;
  return rig.db.withTenant(rig.first.id, async (tx) => {
    const instanceId = rig.rows.instance;
    const steps = json([{ key, title: 'Look', kind: 'review' as const, owner_role: ownerRole, due_days: 2 }]);
    await tx.sql.updateTable('workflow_instances').set({ steps }).where('id', '=', instanceId).execute();
    const { itemId } = await openStep(tx, { instanceId, stepKey: key, now: new Date().toISOString() });
    const id = itemId ?? '';
    if (assignedTo !== undefined) {
      await tx.sql
        .updateTable('action_items')
        .set({ assigned_to: assignedTo })
        .where('id', '=', id)
        .execute();
    }
    const item = tx.sql.selectFrom('action_items').select(['id', 'assigned_to']).where('id', '=', id);
    return item.executeTakeFirstOrThrow();
  });
}

const patch = (role: Role, id: string, body: unknown) =>
  rig.call(rig.first.keys[role], 'PATCH', `/action-items/${id}`, body);

describe('a viewer', () => {
  test('ends no step of a process, not even one assigned to them', async () => {
    const { id } = await step('security_reviewer', rig.first.users.viewer.id);
    for (const body of [{ status: 'completed' }, { status: 'in_progress' }, { assigned_to: null }]) {
      expect((await patch('viewer', id, body)).status).toBe(403);
    }
    expect((await rig.call(rig.first.keys.viewer, 'GET', `/action-items/${id}`)).body.status).toBe('pending');
  });

  test('is never given one: not by the process, not by configuration, not by hand', async () => {
    const handedOut = await step('viewer');
    expect(handedOut.assigned_to).toBe(rig.first.users.admin.id);
    const given = await patch('admin', handedOut.id, { assigned_to: rig.first.users.viewer.id });
    expect([given.status, fieldsOf(given)]).toEqual([400, ['assigned_to']]);
    const task = await patch('admin', rig.rows.task, { assigned_to: rig.first.users.compliance.id });
    expect([task.status, fieldsOf(task)]).toEqual([400, ['assigned_to']]);
    const configured = (kind: string) =>
      rig.call(rig.first.keys.admin, 'POST', '/workflow-configurations', {
        name: `For viewers: ${kind}`,
        workflow_type: 'vrm',
        steps: [{ key: 'a', title: 'A', kind, owner_role: 'viewer', due_days: 1 }],
      });
    expect(fieldsOf(await configured('approval'))).toEqual(['steps.0.owner_role']);
    // Being told is not working.
    expect((await configured('notification')).status).toBe(201);
  });
});

describe('a step', () => {
  test('of compliance is for compliance, reviewers and admins', async () => {
    const { id, assigned_to } = await step('compliance');
    expect(assigned_to).toBe(rig.first.users.compliance.id);
    for (const role of ['compliance', 'security_reviewer', 'admin'] as const) {
      expect([role, (await patch(role, id, { status: 'in_progress' })).status]).toEqual([role, 200]);
    }
    // Allowed, but the process of this test runs nowhere.
    expect((await patch('compliance', id, { status: 'completed' })).status).toBe(409);
  });

  test('of another role is for compliance only when it is theirs', async () => {
    const others = await step('security_reviewer');
    expect((await patch('compliance', others.id, { status: 'in_progress' })).status).toBe(403);
    const theirs = await step('security_reviewer', rig.first.users.compliance.id);
    expect((await patch('compliance', theirs.id, { status: 'in_progress' })).status).toBe(200);
  });
});
