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

/** The supervisor of one data folder; the processes it starts are noted through `context.record`. */
export function createSupervisor(context: StackContext): Supervisor {
  const { config, options, files, secrets, say, env } = context;
  const runFile = openRunFile(files.run);
  const state = { stopping: false };

  const keep = async (name: string, start: services.StartService): Promise<RunningService> => {
    if (state.stopping) throw new Error('stopping');
    return keepRunning(name, start, {
      say,
      onUp: (service) => {
        if (!state.stopping) runFile.up(name, service);
      },
      stopping: () => state.stopping,
    });
  };

  const database = async (): Promise<DatabaseConfig> => {
    if (config.database !== undefined) return config.database;
    const { address } = await keep('postgres', await services.postgresService(context));
    const { superuser, ...passwords } = secrets.passwords;
    await bootstrapRoles(superuserUrl(address, superuser), passwords);
    return embeddedDatabase(secrets.passwords, address);
  };
  const temporal = async () => {
    if (config.temporal !== undefined) return undefined;
    const { address, extra } = await keep('temporal', await services.temporalService(context));
    return { address, ui: extra?.['ui'] ?? '' };
  };
  const feeds = async () =>
    options.live ? undefined : (await keep('feeds', await services.feedsService(context))).address;
  const smtp = async () =>
    config.smtpUrl === undefined ? keep('smtp', await services.smtpService(context)) : undefined;

  const product = async (addresses: StackAddresses): Promise<void> => {
    const productEnv: Environment = productEnvironment(context, addresses);
    await Promise.all([
      keep('api', services.productService(context, 'api', productEnv)),
      keep('worker', services.productService(context, 'worker', productEnv)),
    ]);
  };

  const start = async () => {
    const [databaseConfig, temporalAddresses, feedsAddress, mail] = await Promise.all([
      database(),
      temporal(),
      feeds(),
      smtp(),
      buildWeb(env, say),
    ]);
    const tenants = await prepareDatabase(databaseConfig, secrets.demoApiKeys);
    await product({
      database: databaseConfig,
      temporal: temporalAddresses,
      feeds: feedsAddress,
      smtp: mail?.address,
    });
    const text = welcomeText({
      url: config.publicUrl,
      temporalUi: temporalAddresses?.ui ?? config.temporal?.uiUrl,
      mails: mail?.extra?.['web'],
      folder: files.folder,
      logs: files.logs,
      tenants: tenants.map(({ name }, index) => ({ name, apiKey: secrets.demoApiKeys[index] ?? '' })),
    });
    if (!state.stopping) process.stdout.write(`${text}\n`);
  };

  const stop = () => {
    state.stopping = true;
    runFile.down();
  };
  return { start, stop };
}

/** A database from outside needs the roles that the stack would have made itself. Throws ConfigError. */
export function checkGivenDatabase(database: DatabaseConfig | undefined): void {
  if (database === undefined || database.feedUrl !== undefined) return;
  throw new ConfigError('DATABASE_FEED_URL must be set when DATABASE_URL is');
}
