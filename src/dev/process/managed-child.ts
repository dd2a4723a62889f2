/** A Node process of ours under the supervisor: its lines go to a log file, warnings and errors to the console. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Environment } from '../../config/parse.ts';
import { shortLine } from '../tools/short-line.ts';

/** A process that hangs while it starts is tried anew, as one that ends is. */
const START_LIMIT_MS = 180_000;

export interface ManagedChildOptions {
  name: string;
  /** Script and its arguments. */
  script: string[];
  env: Environment;
  logFile: string;
  say: (line: string) => void;
  /** Called as soon as there is a process, long before it is ready. */
  onSpawn: (pid: number) => void;
}

/** A process that is ready; `announced` is the JSON line with an `address` by which it said so. */
export interface ManagedChild {
  pid: number;
  announced: Record<string, unknown> & { address: string };
  ended: Promise<number | null>;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const announces = (record: Record<string, unknown> | undefined): record is ManagedChild['announced'] =>
  typeof record?.['address'] === 'string';

/**
 * Starts it in a process group of its own, with a channel whose loss tells it that the supervisor is gone, and
 * resolves once it has announced its address. Rejects when it ends before, or takes more than three minutes.
 */
export function startManagedChild(options: ManagedChildOptions): Promise<ManagedChild> {
  const { name, script, env, say } = options;
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const child = spawn(process.execPath, script, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const pid = child.pid ?? 0;
  if (pid !== 0) options.onSpawn(pid);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve).once('error', () => resolve(-1));
  });
  void ended.then(() => log.end());
  return new Promise((resolve, reject) => {
    // What it said that was no log record: the words of a crash.
    const words: string[] = [];
    const take = (line: string) => {
      if (log.writable) log.write(`${line}\n`);
      const record = parsed(line);
      if (record === undefined) words.push(line);
      if (announces(record)) {
        clearTimeout(limit);
        resolve({ pid, announced: record, ended });
      }
      const short = record && shortLine(record);
      if (short !== undefined) say(`${name}: ${short}`);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', take);
    }
    const limit = setTimeout(() => {
      words.unshift(`error: it was not ready after ${START_LIMIT_MS / 1000} s and was ended`);
      child.kill('SIGKILL');
    }, START_LIMIT_MS);
    void ended.then((code) => {
      clearTimeout(limit);
      const why = words.find((line) => /error/i.test(line)) ?? words[0] ?? '';
      const how = code === null ? 'was killed' : `ended with ${code}`;
      reject(
        new Error(
          `${name} ${how} while starting, see ${options.logFile}${why === '' ? '' : `: ${why.trim()}`}`,
        ),
      );
    });
  });
}
