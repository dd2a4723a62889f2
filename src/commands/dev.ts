import { parseArgs } from 'node:util';
import { existsSync, rmSync } from 'node:fs';
import { loadStackConfig, type StackConfig } from '../config/config.ts';
import { ConfigError, type Environment } from '../config/parse.ts';
import { isFree } from '../dev/tools/ports.ts';
import { startKeeper } from '../dev/process/keeper.ts';
import { recordProcess, stopRecorded } from '../dev/process/record.ts';
import { readRunFile } from '../dev/stack/run-file.ts';
import type { StackContext, StackOptions } from '../dev/stack/stack-context.ts';
import { makeFolders, removeAll, stackFiles, type StackFiles } from '../dev/stack/stack-files.ts';
import { loadSecrets } from '../dev/stack/stack-secrets.ts';
import { checkGivenDatabase, createSupervisor } from '../dev/stack/supervisor.ts';
import { becomeSupervisor, runningSupervisor } from '../dev/stack/supervisor-lock.ts';
import { untilStopped } from '../process/lifecycle.ts';

const STOP_GRACE_MS = 30_000;
const PARENT_CHECK_MS = 500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface DevOptions extends StackOptions {
  reset: boolean;
}

function parse(args: string[]): DevOptions {
  try {
    const { values } = parseArgs({
      args,
      options: { live: { type: 'boolean' }, reset: { type: 'boolean' }, records: { type: 'string' } },
    });
    const { live = false, reset = false, records } = values;
    if (live && records !== undefined) throw new Error('--live and --records exclude each other');
    if (records !== undefined && !existsSync(records))
      throw new Error(`--records ${records}: no such folder`);
    return { live, reset, records };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\nnpm start [-- --live] [--reset] [--records DIR]`);
  }
}

function alreadyRunning(files: StackFiles): ConfigError {
  const api = readRunFile(files.run)?.['api']?.address;
  const pid = runningSupervisor(files.supervisor);
  return new ConfigError(
    `a stack is running over ${files.folder} already (process ${pid ?? 'unknown'}${api === undefined ? '' : `, ${api}`}). ` +
      'Stop it first, or set VIGIL_DATA_DIR and PORT to run another one.',
  );
}

/** Takes the folder over: nobody else's, and nothing of an earlier run left in it that still runs. */
async function takeOver(files: StackFiles, config: StackConfig, reset: boolean): Promise<void> {
  if (runningSupervisor(files.supervisor) !== undefined) throw alreadyRunning(files);
  const left = await stopRecorded(files.processes, STOP_GRACE_MS);
  if (left.length > 0) say(`stopped what an earlier run had left: ${left.join(', ')}`);
  if (reset) {
    removeAll(files);
    say(`starting over: forgot what was in ${files.folder}`);
  }
  // Secrets, mails and logs are their owner's alone, whichever part of the stack writes them.
  process.umask(0o077);
  makeFolders(files);
  if (!becomeSupervisor(files.supervisor)) throw alreadyRunning(files);
  if (config.port !== 0 && !(await isFree(config.port))) {
    rmSync(files.supervisor, { force: true });
    throw new ConfigError(`PORT ${config.port} is used by another program; set PORT to a free one`);
  }
}

/** Resolves when npm, which started this process, is no more: it may have been killed without passing it on. */
function untilNpmIsGone(env: Environment): Promise<string> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    if (env['npm_lifecycle_event'] === undefined) return;
    const timer = setInterval(() => {
      if (process.ppid !== parent) resolve('npm is gone');
    }, PARENT_CHECK_MS);
    timer.unref();
  });
}

/** Runs the whole stack until Ctrl-C. */
export async function dev(args: string[], env: Environment): Promise<number> {
  const { reset, ...options } = parse(args);
  const config = loadStackConfig(env);
  checkGivenDatabase(config.database);
  const files = stackFiles(config.dataDir);
  await takeOver(files, config, reset);
  const context: StackContext = {
    config,
    options,
    env,
    files,
    secrets: loadSecrets(files.secrets, config.demoApiKeys),
    say,
    record: (name, pid, signal) => recordProcess(files.processes, name, pid, signal),
  };
  const keeper = startKeeper(files.processes);
  const stopped = Promise.race([untilStopped(), untilNpmIsGone(env)]);
  const supervisor = createSupervisor(context);
  say('starting Vigil ...');
  const failure = await Promise.race([
    stopped.then(() => undefined),
    supervisor.start().then(
      () => stopped.then(() => undefined),
      (error: unknown) => error as Error,
    ),
  ]);
  say(failure === undefined ? '\nstopping ...' : `Vigil could not start: ${failure.message}`);
  supervisor.stop();
  await stopRecorded(files.processes, STOP_GRACE_MS);
  for (const file of [files.processes, files.run, files.supervisor]) rmSync(file, { force: true });
  keeper.standDown();
  say('stopped');
  process.exit(failure === undefined ? 0 : 1);
}
