import { ConfigError, type Environment } from '../config/parse.ts';
import { migrate } from '../db/migrate.ts';
import { loadDatabaseConfig } from '../config/config.ts';
import { createLogger } from '../process/logger.ts';

/** Brings the database up to date as its owner: before API and workers of a new release start. */
export async function migrateDatabase(_args: string[], env: Environment): Promise<number> {
  const { migrationUrl } = loadDatabaseConfig(env);
  if (migrationUrl === undefined)
    throw new ConfigError('DATABASE_MIGRATION_URL must be set: the owner of the tables');
  const logger = createLogger(env['LOG_LEVEL'] ?? 'info', 'migrate');
  const applied = await migrate(migrationUrl);
  logger.info(
    { applied },
    applied.length === 0 ? 'database is up to date' : 'database was brought up to date',
  );
  return 0;
}
