import { startApi } from '../../api/server.ts';
import { loadConfig } from '../config/config.ts';
import { type Environment } from '../config/parse.ts';
import { createLogger } from '../process/logger.ts';
import { closeChannel, untilStopped } from '../process/lifecycle.ts';

/** Serves the API and the web UI until it is told to stop. */
export async function api(_args: string[], env: Environment): Promise<number> {
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel, 'api');
  const stopped = untilStopped();
  const server = await startApi(config, logger);
  logger.info({ address: server.address }, 'API is listening');
  logger.info({ reason: await stopped }, 'API is stopping');
  await server.close();
  closeChannel();
  return 0;
}
