import { loadDatabaseConfig, type DatabaseConfig } from '../config/config.ts';
import type { Environment } from '../config/parse.ts';

/**
 * The database that the environment names, else the one of the embedded stack that runs over the data folder. The stack's
 * code is loaded only then: the production image does not have it. Throws ConfigError.
 */
export async function databaseOf(env: Environment): Promise<DatabaseConfig> {
  if (env['DATABASE_URL']) return loadDatabaseConfig(env);
  const { databaseOfStack } = await import('../dev/stack/running-stack.ts');
  return databaseOfStack(env);
}
