import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.ts';
import { ConfigError, type Environment } from '../config/parse.ts';
import { WORK_PARTS, type WorkPart } from '../contracts/task-queues.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/worker.ts';
import { closeChannel, untilStopped } from '../process/lifecycle.ts';

/** The parts by the names of the command line. */
const NAMES: Record<string, WorkPart> = Object.fromEntries(
  WORK_PARTS.map((part) => [part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), part]),
);

/** What `--queues responses,deliveries` names; everything without it. Throws ConfigError for what is none. */
function partsOf(args: string[]): WorkPart[] | undefined {
  const usage = `vigil worker [--queues ${Object.keys(NAMES).join(',')}]`;
  try {
    const { queues } = parseArgs({ args, options: { queues: { type: 'string' } } }).values;
    return queues?.split(',').map((name) => {
      const part = NAMES[name.trim()];
      if (part === undefined) throw new Error(`--queues: there is no queue "${name.trim()}"`);
      return part;
    });
  } catch (error) {
    throw new ConfigError(`${(error as Error).message}\n${usage}`);
  }
}

/**
 * Runs workflows and activities until it is told to stop; what is under way finishes first or is handed back. Ends the
 * process itself: what did not finish in time may not keep it alive.
 */
export async function worker(args: string[], env: Environment): Promise<number> {
  const parts = partsOf(args);
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel, 'worker');
  const stopped = untilStopped();
  const workers = await startWorker(config, logger, { parts });
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
