import { hostname } from 'node:os';
import { loadConfig } from '../config/config.ts';
import { type Environment } from '../config/parse.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/worker.ts';
import { closeChannel, untilStopped } from '../process/lifecycle.ts';

/**
 * Runs workflows and activities until it is told to stop; what is under way finishes first or is handed back. Ends the
 * process itself: what did not finish in time may not keep it alive.
 */
export async function worker(_args: string[], env: Environment): Promise<number> {
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel, 'worker');
  const stopped = untilStopped();
  const workers = await startWorker(config, logger);
  const running = workers.run();
  logger.info({ address: `${process.pid}@${hostname()}` }, 'worker is polling');
  try {
    // A worker that ends by itself has failed, and `running` rejects with why.
    const reason = await Promise.race([stopped, running]);
    logger.info({ reason }, 'worker is stopping');
    await workers.shutdown();
    await running;
  } catch (error) {
    logger.fatal({ err: error }, 'worker has failed');
    process.exit(1);
  }
  closeChannel();
  process.exit(0);
}
