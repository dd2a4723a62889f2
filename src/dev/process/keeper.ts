/**
 * A process of its own that outlives its owner: it waits until its standard input closes, which happens however
 * the owner ends, and then stops what the owner's record still names. Arguments: the record, then folders to remove.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stopRecorded } from './record.ts';

const GRACE_MS = 10_000;

/**
 * Starts a keeper for this process. Its end, by whatever cause, stops what `record` names; `standDown` ends the
 * keeper itself, once everything was stopped in order.
 */
export function startKeeper(record: string, folders: string[] = []): { standDown: () => void } {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), record, ...folders], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // The pipe must stay open as long as this process lives, without keeping it alive.
  (child.stdin as unknown as { unref: () => void }).unref();
  // Every other signal it ignores.
  return { standDown: () => void child.kill('SIGKILL') };
}

async function keep(record: string, folders: string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.stdin.resume();
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('error', () => resolve());
  });
  await stopRecorded(record, GRACE_MS);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

const [, script, record, ...folders] = process.argv;
if (script === fileURLToPath(import.meta.url) && record !== undefined) await keep(record, folders);
