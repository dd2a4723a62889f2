/** What the test files of one jest run share: servers that the first who needs one starts. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileAtomic } from '../../src/dev/tools/atomic-file.ts';

/** The run's folder: set by `npm test`, or by the global setup of a jest by itself; every jest worker inherits it. */
export const TEST_RUN_VARIABLE = 'VIGIL_TEST_RUN';
/** Set by the global setup where it made the folder. */
export const OWN_RUN_VARIABLE = 'VIGIL_TEST_OWN_RUN';

/** The run's own folder, removed at its end. */
export function runFolder(): string {
  const folder = process.env[TEST_RUN_VARIABLE];
  if (folder === undefined)
    throw new Error('This project of jest.config.js needs globalSetup: test/support/global-setup.mjs');
  return folder;
}

/** Names the processes that the end of the run stops. */
export const runRecord = (folder: string): string => path.join(folder, 'processes.json');

/** One line to the terminal, past jest's buffering: first-time downloads take minutes. */
export const say = (line: string): void => void process.stderr.write(`tests: ${line}\n`);

/** Takes the name for this caller alone; false when another one, in any worker, has it. */
export function claim(name: string): boolean {
  try {
    mkdirSync(path.join(runFolder(), name));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The value that the first caller of this run, in whichever worker, made; `make`'s value must survive JSON. */
export async function sharedInRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = path.join(runFolder(), `${name}.json`);
  if (claim(`${name}.lock`)) {
    const outcome = await make().then(
      (value) => ({ value }),
      (error: unknown) => ({
        failure: error instanceof Object && 'message' in error ? String(error.message) : String(error),
      }),
    );
    writeFileAtomic(file, JSON.stringify(outcome));
  }
  while (!existsSync(file)) await sleep(50);
  const outcome = JSON.parse(readFileSync(file, 'utf8')) as { value: T } | { failure: string };
  if ('failure' in outcome) throw new Error(outcome.failure);
  return outcome.value;
}
