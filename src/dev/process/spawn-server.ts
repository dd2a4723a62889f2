/** Starts a server program that outlives a Ctrl-C at the terminal. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SpawnedServer {
  pid: number;
  /** Resolves with the exit code (-1 when it could not be started) once it has ended, by whatever cause. */
  ended: Promise<number | null>;
  /** Polls `answers` until it is true. Throws with the log's end when the server ends or takes over a minute. */
  untilReady: (answers: () => Promise<boolean>) => Promise<void>;
}

export interface SpawnServerOptions {
  /** What messages call it. */
  name: string;
  logFile: string;
  uid?: number | undefined;
  gid?: number | undefined;
  /** Called as soon as there is a process, long before it is ready. */
  onSpawn?: ((pid: number) => void) | undefined;
}

const READY_MS = 60_000;

const lastLines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');

/** In a process group of its own, with both outputs appended to the log file. */
export function spawnServer(command: string[], options: SpawnServerOptions): SpawnedServer {
  const [program = '', ...args] = command;
  const { name, logFile, uid, gid } = options;
  const log = openSync(logFile, 'a');
  const identity = uid === undefined || gid === undefined ? {} : { uid, gid };
  const child = spawn(program, args, { ...identity, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  const state = { over: false };
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve).once('error', () => resolve(-1));
  }).finally(() => (state.over = true));
  const untilReady = async (answers: () => Promise<boolean>) => {
    const until = Date.now() + READY_MS;
    while (!(await answers())) {
      if (state.over) throw new Error(`${name} ended while starting:\n${lastLines(logFile)}`);
      if (Date.now() > until) throw new Error(`${name} is not ready after a minute, see ${logFile}`);
      await sleep(50);
    }
  };
  return { pid: child.pid ?? 0, ended, untilReady };
}
