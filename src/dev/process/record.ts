/**
 * A file that names the processes somebody started and has to stop, oldest first. Whoever finds it after its
 * owner was killed can stop what is left, without ever touching a process that merely got the same id.
 */
import { z } from 'zod';
import { readJsonFile, writeFileAtomic } from '../tools/atomic-file.ts';
import { processIdentity } from './identity.ts';
import { stopProcess } from './stop.ts';

const signals = ['SIGTERM', 'SIGINT', 'SIGKILL'] as const;
const recordSchema = z.array(
  z.object({ name: z.string(), pid: z.number(), identity: z.string(), signal: z.enum(signals) }),
);
export type RecordedProcess = z.infer<typeof recordSchema>[number];

/** What the file names, oldest first; empty when there is no file. */
export function readRecord(file: string): RecordedProcess[] {
  const result = recordSchema.safeParse(readJsonFile(file));
  return result.success ? result.data : [];
}

/** Adds a running process, in the place of an earlier one of that name. `signal` is how it is asked to end. */
export function recordProcess(
  file: string,
  name: string,
  pid: number,
  signal: RecordedProcess['signal'],
): void {
  const identity = processIdentity(pid);
  if (identity === undefined) return;
  const processes = readRecord(file);
  const entry = { name, pid, identity, signal };
  const at = processes.findIndex((other) => other.name === name);
  if (at < 0) processes.push(entry);
  else processes[at] = entry;
  writeFileAtomic(file, JSON.stringify(processes));
}

/** Whether the very process that was recorded still runs. */
export function stillRuns(entry: RecordedProcess): boolean {
  return processIdentity(entry.pid) === entry.identity;
}

/** Stops what still runs, newest first, and returns the names. */
export async function stopRecorded(file: string, graceMs: number): Promise<string[]> {
  const running = readRecord(file).filter(stillRuns).reverse();
  for (const entry of running) await stopProcess(entry.pid, entry.signal, graceMs);
  return running.map((entry) => entry.name);
}
