/** Runs a program to its end. */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';

export interface CommandResult {
  /** Exit code; -1 when it could not be started, -2 when it took too long and was ended. */
  code: number;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  env?: Environment;
  cwd?: string;
  timeoutMs?: number;
}

/** Runs the program without input and collects what it says. Never throws. */
export function runCommand(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { env, cwd, timeoutMs } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    let late = false;
    const timer = setTimeout(() => (late = child.kill('SIGKILL')), timeoutMs ?? 2 ** 31 - 1);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output.stderr += chunk));
    const finish = (code: number) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    };
    child.once('error', (error) => {
      output.stderr += error.message;
      finish(-1);
    });
    child.once('close', (code) => finish(late ? -2 : (code ?? -1)));
  });
}

/** Whether the file is there and may be run. */
export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first of these programs that is on PATH, as a full path. */
export function findOnPath(names: string[], env: Environment): string | undefined {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const file = process.platform === 'win32' ? `${name}.exe` : name;
    const found = folders.map((folder) => path.join(folder, file)).find(isRunnable);
    if (found !== undefined) return found;
  }
  return undefined;
}
