import { hash } from 'node:crypto';
import { ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import type {
  Client,
  ScheduleDescription,
  ScheduleOptions,
  ScheduleOptionsStartWorkflowAction,
  Workflow,
} from '@temporalio/client';
import type { Priority } from '@temporalio/common';

/** The SDK sends an action's priority, but its type leaves it out. */
type Action = ScheduleOptionsStartWorkflowAction<Workflow> & { priority?: Priority };

/** What a Schedule is to be; durations in milliseconds. */
export interface ScheduleShape {
  spec: Pick<NonNullable<ScheduleOptions['spec']>, 'cronExpressions'> & { jitter: number; timezone: string };
  policies: Pick<NonNullable<ScheduleOptions['policies']>, 'overlap'> & { catchupWindow: number };
  action: Action;
}

/** True for the answer that there is no such Schedule. */
export const isMissing = (error: unknown): boolean => error instanceof ScheduleNotFoundError;

/** Makes a Schedule what it is to be, whatever it was; null: none. Safe to repeat. */
export async function writeSchedule(client: Client, id: string, shape: ScheduleShape | null): Promise<void> {
  const handle = client.schedule.getHandle(id);
  if (shape === null) {
    await handle.delete().catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    return;
  }
  const stamped = { ...shape, action: { ...shape.action, memo: { stamp: stampOf(shape) } } };
  try {
    await client.schedule.create({ scheduleId: id, ...stamped });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // An operator's pause and note stay as they are.
    await handle.update(({ state }) => ({ ...stamped, state }));
  }
}

/** The same at the cost of one question where nothing differs; true when something did. */
export async function mendSchedule(
  client: Client,
  id: string,
  shape: ScheduleShape | null,
): Promise<boolean> {
  const found = await client.schedule
    .getHandle(id)
    .describe()
    .catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  if (shape === null ? found === null : found !== null && isAsWanted(found, shape)) return false;
  await writeSchedule(client, id, shape);
  return true;
}

/** What a Schedule is made from, in short: also its times, which change with a release. */
const stampOf = ({ spec, policies, action }: ScheduleShape): string =>
  hash('sha256', JSON.stringify([spec, policies, { ...action, memo: undefined }])).slice(0, 16);

/** As it was written, and not changed by hand in what a configuration decides. */
const isAsWanted = ({ spec, policies, action }: ScheduleDescription, shape: ScheduleShape): boolean =>
  action.memo?.['stamp'] === stampOf(shape) &&
  (spec.timezone ?? 'UTC') === shape.spec.timezone &&
  spec.jitter === shape.spec.jitter &&
  policies.catchupWindow === shape.policies.catchupWindow &&
  action.workflowExecutionTimeout === shape.action.workflowExecutionTimeout &&
  action.staticSummary === shape.action.staticSummary;
