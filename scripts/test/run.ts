import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const MINUTE = 60_000;

export const say = (line: string) => void process.stdout.write(`${line}\n`);

interface RunOptions {
  limitMs: number;
  env?: NodeJS.ProcessEnv;
  /** Shown as it comes; without it, all at once at the end. */
  live?: boolean;
}

/** Runs a script under this Node. False when it fails, or takes longer than the limit and is ended. */
export function run(script: string[], { limitMs, env = process.env, live = false }: RunOptions) {
  return new Promise<{ passed: boolean; output: string }>((resolve) => {
    const child = spawn(process.execPath, script, {
      cwd: ROOT,
      env,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => (output += part));
    const timer = setTimeout(() => {
      output += `took longer than ${limitMs / MINUTE} minutes, ended\n`;
      child.kill('SIGKILL');
    }, limitMs);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ passed: code === 0, output });
    });
  });
}

/** Work in the order given, so many at a time. */
export async function inOrder<T>(jobs: (() => Promise<T>)[], atATime: number): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...jobs.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
