/** Runs a program to its end. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
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
export async function runCommand(
  command: string,
  args: string[],
  { env, cwd, timeoutMs }: CommandOptions = {},
): Promise<CommandResult> {
  const result = await execa(command, args, {
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    killSignal: 'SIGKILL',
    ...(env === undefined ? {} : { env, extendEnv: false }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  });
  const { exitCode, stdout, stderr, timedOut } = result;
  // One that could not be started has said nothing itself.
  const said = exitCode === undefined && !timedOut ? `${stderr}${result.message ?? ''}` : stderr;
  return { code: timedOut ? -2 : (exitCode ?? -1), stdout, stderr: said };
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
