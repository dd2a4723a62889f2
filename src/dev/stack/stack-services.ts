/** The services of the embedded stack: for each, how it is started; ports are picked once and kept. */
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';
import { pickPort } from '../tools/ports.ts';
import { startPostgres } from '../postgres/server.ts';
import type { RunningService } from '../process/keep-running.ts';
import { startManagedChild } from '../process/managed-child.ts';
import { ROOT } from '../tools/root.ts';
import type { StackContext } from './stack-context.ts';
import { startDevServer } from '../temporal/dev-server.ts';
import { findTemporal } from '../temporal/find-temporal.ts';

export type StartService = () => Promise<RunningService>;

const PREFERRED = { postgres: 15_432, temporal: 7233, temporalUi: 8233, feeds: 8090, smtp: 1025, mail: 8025 };

const logOf = (context: StackContext, name: string) => path.join(context.files.logs, `${name}.log`);

/** PostgreSQL over `.vigil/postgres`. */
export async function postgresService(context: StackContext): Promise<StartService> {
  const { files, secrets, say, record } = context;
  const port = await pickPort(PREFERRED.postgres, 'PostgreSQL', say);
  return () =>
    startPostgres({
      folder: files.postgres,
      port,
      password: secrets.passwords.superuser,
      logFile: logOf(context, 'postgres'),
      settings: ['max_connections=200', 'shared_buffers=256MB'],
      say,
      onSpawn: (pid) => record('postgres', pid, 'SIGINT'),
    });
}

/** The Temporal dev server over `.vigil/temporal.db`, with its Web UI. */
export async function temporalService(context: StackContext): Promise<StartService> {
  const { files, say, record, env } = context;
  const program = await findTemporal(env, say);
  const port = await pickPort(PREFERRED.temporal, 'Temporal', say);
  const uiPort = await pickPort(PREFERRED.temporalUi, 'the Temporal Web UI', say);
  return async () => {
    const server = await startDevServer({
      program,
      port,
      uiPort,
      dbFile: files.temporal,
      logFile: logOf(context, 'temporal'),
      codecEndpoint: `http://localhost:${context.config.port}/codec`,
      onSpawn: (pid) => record('temporal', pid, 'SIGTERM'),
    });
    return { ...server, extra: { ui: server.uiUrl ?? '' } };
  };
}

/** A script of ours, run by this Node, announced by a JSON line with its address. */
function scriptService(
  context: StackContext,
  name: string,
  script: string[],
  env: Environment,
): StartService {
  return async () => {
    const { pid, announced, ended } = await startManagedChild({
      name,
      script,
      env,
      logFile: logOf(context, name),
      say: context.say,
      onSpawn: (child) => context.record(name, child, 'SIGTERM'),
    });
    const web = announced['web'];
    return { pid, address: announced.address, ended, ...(typeof web === 'string' ? { extra: { web } } : {}) };
  };
}

/** The replay of recorded feeds. */
export async function feedsService(context: StackContext): Promise<StartService> {
  const { options, secrets, say, env } = context;
  const port = await pickPort(PREFERRED.feeds, 'the demo feeds', say);
  const records =
    options.records === undefined
      ? ['--records', path.join(ROOT, 'demo/records'), '--mode', 'shift', '--anchor', secrets.anchor]
      : ['--records', path.resolve(options.records), '--mode', 'as-is'];
  const script = [path.join(ROOT, 'src/dev/demo-feeds/main.ts'), ...records, '--port', String(port)];
  return scriptService(context, 'feeds', script, env);
}

/** The mailbox that all mail of the stack goes to. */
export async function smtpService(context: StackContext): Promise<StartService> {
  const smtpPort = await pickPort(PREFERRED.smtp, 'the mail catcher', context.say);
  const webPort = await pickPort(PREFERRED.mail, 'the page of the mail catcher', context.say);
  const script = path.join(ROOT, 'src/dev/smtp-catcher/main.ts');
  const options = [
    '--folder',
    context.files.mail,
    '--smtp-port',
    String(smtpPort),
    '--web-port',
    String(webPort),
  ];
  return scriptService(context, 'smtp', [script, ...options], context.env);
}

/** The API or a worker, as in production but for its environment. */
export function productService(
  context: StackContext,
  name: 'api' | 'worker',
  env: Environment,
): StartService {
  return scriptService(context, name, [path.join(ROOT, 'src/main.ts'), name], env);
}
