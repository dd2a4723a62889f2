/** Stops a process by id: asks, waits, and in the end insists. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './identity.ts';

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await sleep(25);
  }
  return true;
}

/** Sends `signal`, waits up to `graceMs`, then SIGKILL. Returns whether the process went without it. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  send(pid, signal);
  if (await gone(pid, graceMs)) return true;
  send(pid, 'SIGKILL');
  await gone(pid, 5_000);
  return false;
}
