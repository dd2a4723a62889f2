/** Starts a service again whenever it ends, until it is meant to. */
import { setTimeout as sleep } from 'node:timers/promises';

/** A service that is up. `extra` goes into the run file beside pid and address. */
export interface RunningService {
  pid: number;
  address: string;
  extra?: Record<string, string>;
  ended: Promise<number | null>;
}

export interface KeepRunningHooks {
  say: (line: string) => void;
  /** Called at each start, first and later ones. */
  onUp: (service: RunningService) => void;
  /** True once the stack is being stopped. */
  stopping: () => boolean;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Up for this long, a service counts as healthy again. */
const HEALTHY_MS = 30_000;

/** Resolves with the first start; rejects when that fails. Later ends are met with a new start, ever less hastily. */
export async function keepRunning(
  name: string,
  start: () => Promise<RunningService>,
  hooks: KeepRunningHooks,
): Promise<RunningService> {
  const first = await start();
  hooks.onUp(first);
  void watch(name, first, start, hooks);
  return first;
}

async function watch(
  name: string,
  first: RunningService,
  start: () => Promise<RunningService>,
  { say, onUp, stopping }: KeepRunningHooks,
): Promise<void> {
  let service: RunningService | undefined = first;
  let pause = FIRST_PAUSE_MS;
  while (!stopping()) {
    const upSince = Date.now();
    if (service !== undefined) {
      const code = await service.ended;
      if (stopping()) return;
      if (Date.now() - upSince > HEALTHY_MS) pause = FIRST_PAUSE_MS;
      say(`${name} ended (${code === null ? 'killed' : `exit code ${code}`}), starting it again`);
    }
    await sleep(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    if (stopping()) return;
    service = await start().catch((error: unknown) => {
      say(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    if (service !== undefined) {
      onUp(service);
      say(`${name} is up again`);
    }
  }
}
