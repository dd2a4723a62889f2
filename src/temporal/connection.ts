import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { TemporalConfig } from '../config/temporal.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** The worker's connection; tries until the engine answers or the signal ends it (null). */
export async function connectWorker(
  config: TemporalConfig,
  logger: Logger,
  signal: AbortSignal,
): Promise<NativeConnection | null> {
  let connection: NativeConnection | null = null;
  await keepTrying('Temporal', logger, signal, async () => {
    connection = await NativeConnection.connect(config.connection);
  });
  return connection;
}

/**
 * Runs something until it succeeds, with growing pauses of at most 15 s, and says what is missing. Returns false
 * when the signal ended it.
 */
export async function keepTrying(
  what: string,
  logger: Logger,
  signal: AbortSignal,
  attempt: () => Promise<void>,
): Promise<boolean> {
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      await attempt();
      return true;
    } catch (error) {
      logger.warn({ err: error, retry_in_ms: wait }, `${what} cannot be reached yet`);
    }
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
