/** What work has taken too long, or nobody waits for any more. */
export class OutOfTime extends Error {
  override name = 'OutOfTime';
}

/** Called often by long work. Throws `OutOfTime` once its time is over. */
export type CheckTime = () => void;

/** Time for work that holds nobody up: `totalMs` milliseconds from now on. */
export function withinTime(totalMs: number): CheckTime {
  const end = performance.now() + totalMs;
  return () => {
    if (performance.now() > end)
      throw new OutOfTime(`It took longer than ${String(Math.round(totalMs / 1000))} seconds.`);
  };
}
