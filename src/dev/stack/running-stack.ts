/** For commands beside a running embedded stack: where its database is. */
import { loadStackConfig, type DatabaseConfig } from '../../config/config.ts';
import { ConfigError, type Environment } from '../../config/parse.ts';
import { readRunFile } from './run-file.ts';
import { embeddedDatabase } from './stack-environment.ts';
import { stackFiles } from './stack-files.ts';
import { readSecrets } from './stack-secrets.ts';

/** The database of the stack that runs over the data folder. Throws ConfigError when none runs. */
export function databaseOfStack(env: Environment): DatabaseConfig {
  const files = stackFiles(loadStackConfig(env).dataDir);
  const address = readRunFile(files.run)?.['postgres']?.address;
  const secrets = readSecrets(files.secrets);
  if (address !== undefined && secrets !== undefined) return embeddedDatabase(secrets.passwords, address);
  throw new ConfigError(`DATABASE_URL must be set, or a stack be running over ${files.folder} (npm start)`);
}
