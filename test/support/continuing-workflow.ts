/** A workflow that continues as new some times and then waits, for what looks at such a chain from outside. */
import { condition, continueAsNew } from '@temporalio/workflow';

export async function continuing(times: number): Promise<void> {
  if (times > 0) await continueAsNew<typeof continuing>(times - 1);
  await condition(() => false);
}
