import { setImmediate as turn } from 'node:timers/promises';

/** What work has taken too long, or nobody waits for any more. */
export class OutOfTime extends Error {
  override name = 'OutOfTime';
}

/** How long work may go on. */
export interface TimeBudget {
  /** Milliseconds altogether. */
  totalMs: number;
  /** Ended by whoever asked. */
  signal?: AbortSignal;
}

/** Milliseconds that work may hold the event loop before others get their turn. */
const SLICE_MS = 15;

/** Lets others have their turn; called often, it does so only when due. */
export type YieldToEventLoop = () => Promise<void>;

/** Long work in slices. Throws `OutOfTime` once the budget is spent or whoever asked is gone. */
export function inSlices({ totalMs, signal }: TimeBudget): YieldToEventLoop {
  const end = performance.now() + totalMs;
  let next = performance.now() + SLICE_MS;
  return async () => {
    if (signal?.aborted === true) throw new OutOfTime('Nobody waits for the answer any more.');
    const now = performance.now();
    if (now > end) throw new OutOfTime(`It took longer than ${String(Math.round(totalMs / 1000))} seconds.`);
    if (now < next) return;
    await turn();
    next = performance.now() + SLICE_MS;
  };
}
