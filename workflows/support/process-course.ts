/** The course of one process: what it knows, and the steps that `riskProcess` takes. */
import { allHandlersFinished, condition, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { RiskProcessInput, StepOutcome } from '../../src/contracts/payloads.ts';
import { openSteps } from './process-step.ts';
import { createReminders } from './reminders.ts';
import {
  createAlertDeliveries,
  endProcess,
  finishStep,
  openStep,
  readProcess,
  remindTask,
  skipDeliveries,
  type OpenedStep,
} from './response-steps.ts';

/** How a process ended. */
export interface RiskProcessResult {
  status: 'completed' | 'cancelled';
}

type Step = Awaited<ReturnType<typeof readProcess>>['steps'][number];

const now = () => new Date().toISOString();
const BY_ITSELF: Omit<StepOutcome, 'stepKey'> = {
  outcome: 'completed',
  actor: { userId: null, name: 'Vigil', via: 'system' },
};

/** What a process knows. */
export interface ProcessCourse {
  readonly input: RiskProcessInput;
  /** Keys of the steps that an earlier run has done. */
  earlier: string[];
  readonly steps: ReturnType<typeof openSteps>;
  readonly deliveries: ReturnType<typeof createAlertDeliveries>;
  readonly reminders: ReturnType<typeof createReminders>;
}

/** Registers every handler, before anything is awaited. */
export function openProcessCourse(input: RiskProcessInput): ProcessCourse {
  const course: ProcessCourse = {
    input,
    earlier: [],
    steps: openSteps(() => course.earlier),
    deliveries: createAlertDeliveries(input.tenantId),
    reminders: createReminders(),
  };
  return course;
}

/** Runs the steps in order, to the end or to the one that ends the process. */
export async function runSteps(course: ProcessCourse): Promise<RiskProcessResult> {
  const { tenantId, instanceId } = course.input;
  const plan = await readProcess({ tenantId, instanceId });
  course.earlier = plan.done;
  for (const step of plan.steps.filter(({ key }) => !plan.done.includes(key))) {
    const outcome = await runStep(course, step);
    if (outcome === null) return end(course, 'cancelled', null);
    if (outcome === 'rejected') return end(course, 'cancelled', step.key);
  }
  return end(course, 'completed', null);
}

/** Runs one step to its end; null when the process was cancelled meanwhile. */
async function runStep(course: ProcessCourse, step: Step): Promise<StepOutcome['outcome'] | null> {
  const { tenantId, instanceId } = course.input;
  const opened = await openStep({ tenantId, instanceId, stepKey: step.key, now: now() });
  if (!opened.open) return null;
  setCurrentDetails(`**${step.kind}** step \`${step.key}\` since ${now()}, due ${opened.dueAt}`);
  if (step.kind === 'wait') {
    await sleep(Math.max(1, Date.parse(opened.dueAt) - Date.now()), { summary: `Wait step ${step.key}` });
  }
  const result = opened.itemId === null ? BY_ITSELF : await judged(course, step, opened);
  const { outcome, actor, proof } = result;
  const taken = await finishStep({
    tenantId,
    instanceId,
    stepKey: step.key,
    now: now(),
    result: { outcome, actor, ...(proof !== undefined && { proof }) },
  });
  if (taken) course.steps.done(step.key);
  return taken ? outcome : null;
}

/** Waits for a person, who is reminded when the item is overdue. */
async function judged(course: ProcessCourse, step: Step, opened: OpenedStep): Promise<StepOutcome> {
  const { steps, reminders, deliveries } = course;
  const { tenantId } = course.input;
  const { itemId: taskId, dueAt, escalateAt } = opened;
  const task = { taskId, dueAt, ...(escalateAt !== undefined && { escalateAt }) };
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

/** Records how the process ended. */
export async function end(
  { input: { tenantId, instanceId } }: ProcessCourse,
  status: 'completed' | 'cancelled',
  rejectedStep: string | null,
): Promise<RiskProcessResult> {
  const ended = await endProcess({ tenantId, instanceId, status, rejectedStep, actor: null, now: now() });
  setCurrentDetails(`**${ended}** since ${now()}`);
  return { status: ended };
}

/** Lets go of what is still on its way. */
export async function leave({ input, steps, deliveries }: ProcessCourse): Promise<void> {
  steps.close();
  const late = deliveries.underWay();
  if (late.length > 0) {
    await skipDeliveries({
      tenantId: input.tenantId,
      deliveryIds: late,
      reason: 'The process ended before it could be sent',
    });
  }
  await condition(allHandlersFinished);
}
