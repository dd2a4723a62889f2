import { NativeConnection } from '@temporalio/worker';
import pRetry from 'p-retry';
import type { Logger } from 'pino';
import type { TemporalConfig } from '../config/temporal.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** The worker's connection; tries until Temporal answers or the signal ends it (null). */
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
  try {
    await pRetry(attempt, {
      signal,
      retries: Number.POSITIVE_INFINITY,
      minTimeout: FIRST_WAIT_MS,
      maxTimeout: LONGEST_WAIT_MS,
      onFailedAttempt: ({ error, retryDelay }) =>
        logger.warn({ err: error, retry_in_ms: retryDelay }, `${what} cannot be reached yet`),
    });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
