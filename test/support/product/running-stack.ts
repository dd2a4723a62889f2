/** `npm start` as a person runs it, over a data folder of the test's own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunFile, type RunFile } from '../../../src/dev/stack/run-file.ts';
import { stackFiles } from '../../../src/dev/stack/stack-files.ts';
import { ROOT } from '../../../src/dev/tools/root.ts';

export interface RunningStack {
  /** What it has printed so far. */
  output: () => string;
  run: () => RunFile;
  /** Sends the signal to the supervisor and waits for its end: the exit code, null when it was killed. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
  ended: Promise<number | null>;
}

/** Starts it and resolves once it has said how to sign in, or has ended before. */
export async function startStack(
  dataDir: string,
  port: number,
  args: string[] = [],
  extra: Record<string, string> = {},
): Promise<RunningStack> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    VIGIL_CACHE_DIR: process.env['VIGIL_CACHE_DIR'],
  };
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts', 'dev', ...args], {
    cwd: ROOT,
    env: { ...env, VIGIL_DATA_DIR: dataDir, PORT: String(port), ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  while (!text.includes('Ctrl-C stops') && child.exitCode === null && child.signalCode === null)
    await sleep(50);
  return {
    output: () => text,
    run: () => readRunFile(stackFiles(dataDir).run) ?? {},
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}
