/**
 * The Temporal SDK's own download of its servers. The SDK downloads while it starts a server, so a process of its
 * own does that and is ended when the network gives no answer. Arguments: which server, the folder to keep it in.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunnable, runCommand } from '../tools/run-command.ts';

export type SdkServer = 'dev-server' | 'test-server';

const LIMIT_MS = 120_000;

/** What an earlier download left in the folder, or undefined. */
export function downloadedServer(folder: string): string | undefined {
  try {
    return readdirSync(folder)
      .map((name) => path.join(folder, name))
      .find((file) => !file.endsWith('.downloading') && isRunnable(file));
  } catch {
    return undefined;
  }
}

/** Lets the SDK download a server; undefined when it cannot (no network, say). Up to two minutes. */
export async function downloadServer(server: SdkServer, folder: string): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(import.meta.url);
  const { code } = await runCommand(process.execPath, [script, server, folder], { timeoutMs: LIMIT_MS });
  return code === 0 ? downloadedServer(folder) : undefined;
}

async function download(server: string, downloadDir: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = { type: 'cached-download', downloadDir } as const;
  const environment = await (server === 'dev-server'
    ? TestWorkflowEnvironment.createLocal({ server: { executable } })
    : TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
  await environment.teardown();
}

const [, script, server, folder] = process.argv;
if (script === fileURLToPath(import.meta.url) && server && folder) await download(server, folder);
