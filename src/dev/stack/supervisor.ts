/** Brings the embedded stack up, keeps it up, and takes it down in order. */
import { type DatabaseConfig } from '../../config/config.ts';
import { ConfigError, type Environment } from '../../config/parse.ts';
import { bootstrapRoles } from '../../db/roles.ts';
import { buildWeb } from '../tools/build-web.ts';
import { superuserUrl } from '../postgres/server.ts';
import { prepareDatabase } from './prepare-database.ts';
import { keepRunning, type RunningService } from '../process/keep-running.ts';
import { openRunFile } from './run-file.ts';
import type { StackContext } from './stack-context.ts';
import { embeddedDatabase, productEnvironment, type StackAddresses } from './stack-environment.ts';
import * as services from './stack-services.ts';
import { welcomeText } from './welcome.ts';

export interface Supervisor {
  /** Everything up, seeded and told. Rejects when something does not start. */
  start(): Promise<void>;
  /** No restarts from here on, and nothing is written any more. */
  stop(): void;
}

type Keep = (name: string, start: services.StartService) => Promise<RunningService>;

/** The supervisor of one data folder; the processes it starts are noted through `context.record`. */
export function createSupervisor(context: StackContext): Supervisor {
  const runFile = openRunFile(context.files.run);
  const state = { stopping: false };
  const keep: Keep = async (name, start) => {
    if (state.stopping) throw new Error('stopping');
    return keepRunning(name, start, {
      say: context.say,
      onUp: (service) => {
        if (!state.stopping) runFile.up(name, service);
      },
      stopping: () => state.stopping,
    });
  };
  return {
    start: async () => {
      const text = await startAll(context, keep);
      if (!state.stopping) process.stdout.write(`${text}\n`);
    },
    stop: () => {
      state.stopping = true;
      runFile.down();
    },
  };
}

/** Starts everything and returns how it is used. */
async function startAll(context: StackContext, keep: Keep): Promise<string> {
  const { config, files, secrets, env, say } = context;
  const [database, temporal, feeds, mail] = await Promise.all([
    startDatabase(context, keep),
    startTemporal(context, keep),
    startFeeds(context, keep),
    startMail(context, keep),
    buildWeb(env, say),
  ]);
  const tenants = await prepareDatabase(database, secrets.demoApiKeys);
  await startProduct(context, keep, { database, temporal, feeds, smtp: mail?.address });
  return welcomeText({
    url: config.publicUrl,
    temporalUi: temporal?.ui ?? config.temporal?.uiUrl,
    mails: mail?.extra?.['web'],
    folder: files.folder,
    logs: files.logs,
    tenants: tenants.map(({ name }, index) => ({ name, apiKey: secrets.demoApiKeys[index] ?? '' })),
  });
}

async function startDatabase(context: StackContext, keep: Keep): Promise<DatabaseConfig> {
  const { config, secrets } = context;
  if (config.database !== undefined) return config.database;
  const { address } = await keep('postgres', await services.postgresService(context));
  const { superuser, ...passwords } = secrets.passwords;
  await bootstrapRoles(superuserUrl(address, superuser), passwords);
  return embeddedDatabase(secrets.passwords, address);
}

async function startTemporal(context: StackContext, keep: Keep) {
  if (context.config.temporal !== undefined) return undefined;
  const { address, extra } = await keep('temporal', await services.temporalService(context));
  return { address, ui: extra?.['ui'] ?? '' };
}

async function startFeeds(context: StackContext, keep: Keep): Promise<string | undefined> {
  if (context.options.live) return undefined;
  return (await keep('feeds', await services.feedsService(context))).address;
}

async function startMail(context: StackContext, keep: Keep): Promise<RunningService | undefined> {
  if (context.config.smtpUrl !== undefined) return undefined;
  return keep('smtp', await services.smtpService(context));
}

async function startProduct(context: StackContext, keep: Keep, addresses: StackAddresses): Promise<void> {
  const env: Environment = productEnvironment(context, addresses);
  await Promise.all([
    keep('api', services.productService(context, 'api', env)),
    keep('worker', services.productService(context, 'worker', env)),
  ]);
}

/** A database from outside needs the roles that the stack would have made itself. Throws ConfigError. */
export function checkGivenDatabase(database: DatabaseConfig | undefined): void {
  if (database === undefined || database.feedUrl !== undefined) return;
  throw new ConfigError('DATABASE_FEED_URL must be set when DATABASE_URL is');
}
