/** One supervisor for a data folder. */
import { rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readJsonFile } from '../tools/atomic-file.ts';
import { processIdentity } from '../process/identity.ts';

const ownerSchema = z.object({ pid: z.number(), identity: z.string() });

/** The pid of the supervisor that runs over this folder, if one does. */
export function runningSupervisor(file: string): number | undefined {
  const owner = ownerSchema.safeParse(readJsonFile(file));
  if (!owner.success) return undefined;
  return processIdentity(owner.data.pid) === owner.data.identity ? owner.data.pid : undefined;
}

/** Makes this process the folder's supervisor; false when another one was faster or runs already. */
export function becomeSupervisor(file: string): boolean {
  if (runningSupervisor(file) !== undefined) return false;
  rmSync(file, { force: true });
  const owner = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
