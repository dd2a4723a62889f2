import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import type { RiskProcessInput, StepOutcome } from '../src/contracts/payloads.ts';
import { openSteps } from './support/process-step.ts';
import { createReminders } from './support/reminders.ts';
import {
  createAlertDeliveries,
  endProcess,
  finishStep,
  openStep,
  readProcess,
  remindTask,
  skipDeliveries,
  type OpenedStep,
} from './support/response-steps.ts';

/** How a process ended. */
export interface RiskProcessResult {
  status: 'completed' | 'cancelled';
}

type Step = Awaited<ReturnType<typeof readProcess>>['steps'][number];

/**
 * A tenant's configured TPRM, VRM or risk process: its steps in order, each with its owner and due date. A rejected
 * approval ends it cancelled; cancelling the workflow cancels what is open.
 */
export async function riskProcess(input: RiskProcessInput): Promise<RiskProcessResult> {
  const process = begin(input);
  try {
    return await process.run();
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => process.end('cancelled', null));
    throw error;
  } finally {
    await CancellationScope.nonCancellable(() => process.leave());
  }
}

const now = () => new Date().toISOString();
const BY_ITSELF: Pick<StepOutcome, 'outcome' | 'actor'> = {
  outcome: 'completed',
  actor: { userId: null, name: 'Vigil', via: 'system' },
};

function begin(input: RiskProcessInput) {
  const { tenantId, instanceId } = input;
  let earlier: string[] = [];
  const steps = openSteps(() => earlier);
  const deliveries = createAlertDeliveries(tenantId);
  const reminders = createReminders();

  /** Waits for a person; the item is spoken of when it is overdue. */
  async function judged(step: Step, opened: OpenedStep): Promise<StepOutcome> {
    const task = { taskId: opened.itemId, dueAt: opened.dueAt };
    for (;;) {
      const due = opened.trackingId === null ? null : reminders.next(task);
      const outcome = await steps.outcomeOf(step, due?.at ?? null);
      if (outcome !== null) return outcome;
      if (due === null || opened.trackingId === null) continue;
      reminders.said(due);
      const of = { tenantId, trackingId: opened.trackingId };
      deliveries.begin(await remindTask({ ...of, taskId: due.taskId, step: due.step, now: now() }));
    }
  }

  /** Runs one step to its end; null when the process was cancelled meanwhile. */
  async function runStep(step: Step): Promise<StepOutcome['outcome'] | null> {
    const opened = await openStep({ tenantId, instanceId, stepKey: step.key, now: now() });
    if (!opened.open) return null;
    setCurrentDetails(`**${step.kind}** step \`${step.key}\` since ${now()}, due ${opened.dueAt}`);
    if (step.kind === 'wait') {
      await sleep(Math.max(1, Date.parse(opened.dueAt) - Date.now()), { summary: `Wait step ${step.key}` });
    }
    const result = opened.itemId === null ? BY_ITSELF : await judged(step, opened);
    const { outcome, actor } = result;
    const taken = await finishStep({
      tenantId,
      instanceId,
      stepKey: step.key,
      now: now(),
      result: { outcome, actor },
    });
    if (taken) steps.done(step.key);
    return taken ? outcome : null;
  }

  async function end(
    status: 'completed' | 'cancelled',
    rejectedStep: string | null,
  ): Promise<RiskProcessResult> {
    const ended = await endProcess({ tenantId, instanceId, status, rejectedStep, actor: null, now: now() });
    setCurrentDetails(`**${ended}** since ${now()}`);
    return { status: ended };
  }

  return {
    async run(): Promise<RiskProcessResult> {
      const plan = await readProcess({ tenantId, instanceId });
      earlier = plan.done;
      for (const step of plan.steps.filter(({ key }) => !plan.done.includes(key))) {
        const outcome = await runStep(step);
        if (outcome === null) return end('cancelled', null);
        if (outcome === 'rejected') return end('cancelled', step.key);
      }
      return end('completed', null);
    },
    end,
    async leave(): Promise<void> {
      steps.close();
      const late = deliveries.underWay();
      if (late.length > 0) {
        await skipDeliveries({
          tenantId,
          deliveryIds: late,
          reason: 'The process ended before it could be sent',
        });
      }
      await condition(allHandlersFinished);
    },
  };
}
