/** A TPRM, VRM or risk process from its first step to its end. */
import { describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { StepOutcome } from '../../src/contracts/payloads.ts';
import { proofOf } from '../../src/services/response/decisions/trusted-actor.ts';
import type { ProcessStep } from '../../src/db/entities/work.ts';
import { processOf, PROOF_KEY, type Case } from './support/case.ts';
import { rows } from './support/rows.ts';
import { until } from './support/until.ts';
import { useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig();

const STEPS: ProcessStep[] = [
  { key: 'look', title: 'Look', kind: 'review', owner_role: 'security_reviewer', due_days: 2 },
  { key: 'tell', title: 'Tell', kind: 'notification', owner_role: 'compliance', due_days: 1 },
  { key: 'rest', title: 'Rest', kind: 'wait', owner_role: 'admin', due_days: 1 },
  { key: 'agree', title: 'Agree', kind: 'approval', owner_role: 'admin', due_days: 5 },
];

const stepItems = async (match: Case) =>
  (await match.tasks()).filter(({ source_type }) => source_type === 'risk_process_step');
const openItem = (match: Case, key: string) =>
  until(`step ${key}`, async () =>
    (await stepItems(match)).find(
      ({ status, item_metadata }) => status === 'pending' && item_metadata['step_key'] === key,
    ),
  );
const instanceOf = async (match: Case) => (await match.read((tx) => rows(tx, 'workflow_instances')))[0];

async function started(steps: ProcessStep[]): Promise<{ match: Case; handle: WorkflowHandle }> {
  const match = await rig.match();
  await match.read((tx) =>
    tx.sql
      .updateTable('workflow_configurations')
      .set({ steps: JSON.stringify(steps) as never })
      .where('key', '=', 'tprm_review')
      .execute(),
  );
  await match.respond();
  await match.reaches('awaiting_qualification');
  return { match, handle: (await processOf(match, rig.env)).handle };
}

const complete = (
  { match, handle }: { match: Case; handle: WorkflowHandle },
  stepKey: string,
  outcome: StepOutcome['outcome'],
) =>
  handle.executeUpdate<string, [StepOutcome]>('completeStep', {
    args: [{ stepKey, outcome, actor: match.reviewer, proof: proofOfStep(match, handle, stepKey, outcome) }],
  });

/** As the API signs it. */
const proofOfStep = (
  { tenant, reviewer }: Case,
  { workflowId }: WorkflowHandle,
  stepKey: string,
  outcome: StepOutcome['outcome'],
) =>
  proofOf([PROOF_KEY], {
    tenantId: tenant.id,
    subjectId: workflowId.replace(/^.*\//, ''),
    decisionId: stepKey,
    content: { outcome, actor: reviewer },
  });

describe('a process', () => {
  test('hands out its steps in order to their owners and ends completed', async () => {
    const process = await started(STEPS);
    const { match, handle } = process;
    const first = await openItem(match, 'look');
    expect(first).toMatchObject({
      title: 'Look - Gizmo GmbH',
      action_type: 'REVIEW',
      priority: 'HIGH',
      assigned_to: match.tenant.users.security_reviewer.id,
      source_id: (await instanceOf(match))?.id,
    });
    expect(await instanceOf(match)).toMatchObject({ status: 'in_progress', current_step: 'look' });
    expect(await complete(process, 'look', 'completed')).toBe('applied');
    expect(await complete(process, 'look', 'completed')).toBe('already');
    await until('the notification', async () =>
      (await match.read((tx) => rows(tx, 'messages'))).some(
        ({ user_id, title }) => user_id === match.tenant.users.compliance.id && title === 'Tell - Gizmo GmbH',
      ),
    );
    await rig.env.sleep('25 hours');
    const approval = await openItem(match, 'agree');
    expect(approval).toMatchObject({ action_type: 'APPROVAL', assigned_to: match.tenant.users.admin.id });
    expect(await complete(process, 'agree', 'approved')).toBe('applied');
    expect(await handle.result()).toEqual({ status: 'completed' });
    const instance = await instanceOf(match);
    expect(instance).toMatchObject({ status: 'completed', current_step: null });
    expect(Object.keys(instance?.step_results ?? {}).toSorted()).toEqual(['agree', 'look', 'rest', 'tell']);
    expect((await stepItems(match)).map(({ status, outcome }) => [status, outcome])).toEqual([
      ['completed', 'completed'],
      ['completed', 'approved'],
    ]);
    expect(await match.kinds()).toContain('process_completed');
  });

  test('ends cancelled when an approval is rejected', async () => {
    const process = await started(STEPS.filter(({ kind }) => kind === 'approval').concat(STEPS[0] ?? []));
    await openItem(process.match, 'agree');
    await complete(process, 'agree', 'rejected');
    expect(await process.handle.result()).toEqual({ status: 'cancelled' });
    expect(await instanceOf(process.match)).toMatchObject({ status: 'cancelled' });
    expect(await stepItems(process.match)).toHaveLength(1);
    expect(await process.match.kinds()).toContain('process_cancelled');
  });

  test('refuses a step that is not open, and an outcome that the step does not know', async () => {
    const process = await started(STEPS);
    await openItem(process.match, 'look');
    await expect(complete(process, 'agree', 'approved')).rejects.toThrow();
    await expect(complete(process, 'look', 'rejected')).rejects.toThrow();
    expect((await openItem(process.match, 'look')).status).toBe('pending');
  });

  test('cancels what is open when its workflow is cancelled', async () => {
    const { match, handle } = await started(STEPS);
    await openItem(match, 'look');
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(await instanceOf(match)).toMatchObject({ status: 'cancelled' });
    expect((await stepItems(match)).map(({ status }) => status)).toEqual(['cancelled']);
    expect((await match.kinds()).filter((kind) => kind === 'process_cancelled')).toHaveLength(1);
  });

  test('reminds the owner of an overdue step, then tells admins', async () => {
    const { match, handle } = await started(STEPS);
    const item = await openItem(match, 'look');
    await rig.env.sleep('49 hours');
    const about = async (step: string) =>
      (await match.alerts()).find(({ effect }) => effect.startsWith(`${step}/${item.id}`));
    const reminder = await until('the reminder', () => about('reminder'));
    expect(reminder.recipient_ids).toEqual([match.tenant.users.security_reviewer.id]);
    await rig.env.sleep('1 day');
    expect((await until('the escalation', () => about('escalation'))).recipient_ids).toEqual(['admin']);
    await handle.terminate();
  });

  test('takes each step once though its worker dies after every transaction', async () => {
    for (const name of ['openStep', 'finishStep', 'endProcess']) rig.lost.add(name);
    const process = await started(STEPS.slice(0, 1));
    await openItem(process.match, 'look');
    await complete(process, 'look', 'completed');
    expect(await process.handle.result()).toEqual({ status: 'completed' });
    expect(await stepItems(process.match)).toHaveLength(1);
    const kinds = await process.match.kinds();
    for (const kind of ['step_opened', 'step_completed', 'process_completed']) {
      expect(kinds.filter((other) => other === kind)).toHaveLength(1);
    }
  });
});
