import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { createNoOps } from './no-ops.ts';

export const finishSignal = defineSignal('finish');

// Nothing here can fail; a minute covers a machine that is busy.
const noOps = proxyActivities<ReturnType<typeof createNoOps>>({ startToCloseTimeout: '1 minute' });

/** The least that any four-step response costs on this engine: four activities that do nothing, and a signal. */
export async function fourNoOps(): Promise<void> {
  let finished = false;
  setHandler(finishSignal, () => void (finished = true));
  await noOps.first();
  await noOps.second();
  await noOps.third();
  await noOps.fourth();
  await condition(() => finished);
}
