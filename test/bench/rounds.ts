/** Two ways of doing the same work, in turn, so that a drifting machine speed cancels out. */

export interface Round {
  seconds: number;
}

export interface Comparison {
  rounds: number;
  /** Median seconds of each side. */
  seconds: number;
  baseline_seconds: number;
  /** Median of (baseline seconds / seconds) pair by pair: 1 is as fast as the baseline, more is faster. */
  ratio: number;
}

/** One uncounted round of each as a warm-up, then `rounds` pairs. */
export async function compare(
  rounds: number,
  measured: () => Promise<Round>,
  baseline: () => Promise<Round>,
): Promise<Comparison> {
  await measured();
  await baseline();
  const pairs: [number, number][] = [];
  for (let index = 0; index < rounds; index += 1) {
    pairs.push([(await measured()).seconds, (await baseline()).seconds]);
  }
  return {
    rounds,
    seconds: median(pairs.map(([own]) => own)),
    baseline_seconds: median(pairs.map(([, base]) => base)),
    ratio: median(pairs.map(([own, base]) => base / own)),
  };
}

/** Seconds that the work took. */
export async function timed(work: () => Promise<void>): Promise<Round> {
  const started = performance.now();
  await work();
  return { seconds: (performance.now() - started) / 1000 };
}

/** Runs `work` for each item, `width` at a time. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(4));
}
