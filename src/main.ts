/** The command line: `vigil COMMAND [options]`. */
import { ConfigError, type Environment } from './config/parse.ts';

type Command = (args: string[], env: Environment) => Promise<number>;

// Each command loads only what it needs.
const COMMANDS: Record<string, () => Promise<Command>> = {
  dev: () => import('./commands/dev.ts').then(({ dev }) => dev, withoutDevelopment),
  api: async () => (await import('./commands/api.ts')).api,
  worker: async () => (await import('./commands/worker.ts')).worker,
  migrate: async () => (await import('./commands/migrate.ts')).migrateDatabase,
  'build-workflows': async () => (await import('./commands/build-workflows.ts')).buildWorkflows,
  'create-tenant': async () => (await import('./commands/create-tenant.ts')).createTenantCommand,
  'import-vendors': async () => (await import('./commands/import-vendors.ts')).importVendorFile,
  'fit-matching': async () => (await import('./commands/fit-matching.ts')).fitMatching,
  'evaluate-matching': async () => (await import('./commands/evaluate-matching.ts')).evaluateMatching,
};

async function main(name: string | undefined, args: string[], env: Environment): Promise<number> {
  const load = name === undefined ? undefined : COMMANDS[name];
  if (load === undefined) {
    process.stderr.write(`vigil: the commands are ${Object.keys(COMMANDS).join(', ')}\n`);
    return 2;
  }
  try {
    const command = await load();
    return await command(args, env);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  }
}

/** The production image has neither the embedded stack nor the packages that it is made of. */
function withoutDevelopment(error: unknown): never {
  if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new ConfigError(
    'dev runs in a checkout of the project only (npm start); here, run api, worker and migrate',
  );
}

/** A wrong setting is told in its own words; anything else with its stack, for whoever mends it. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message.replaceAll(/^/gm, 'vigil: ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.exitCode = await main(process.argv[2], process.argv.slice(3), process.env);
