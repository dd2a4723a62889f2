import { Runtime } from '@temporalio/worker';
import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/common';
import type { Logger } from 'pino';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** What the SDK warns of and is meant: queues that have activities only, and none with Nexus. */
const MEANT = /^No (workflows|activities|Nexus services) registered, not polling/;

/** The SDK's lines in the process's own log: its level, its format, its destination. */
export function temporalLogger(logger: Logger): TemporalLogger {
  // The SDK calls it `error`; pino prints an error with its message and stack only as `err`. A task's token tells nobody
  // anything, and is longer than the rest of a line.
  const log = (level: LogLevel, message: string, { error, taskToken: _, ...meta }: LogMetadata = {}) =>
    logger[MEANT.test(message) ? 'debug' : LEVELS[level]](
      error === undefined ? meta : { ...meta, err: error },
      message,
    );
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

/**
 * Gives the SDK's native part our logger, once in a process; a second call changes nothing. Signals stay ours: the
 * command line ends a worker by its `shutdown`.
 */
export function installRuntime(logger: Logger): void {
  try {
    Runtime.install({
      logger: temporalLogger(logger.child({ part: 'temporal' })),
      shutdownSignals: [],
      telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    });
  } catch (error) {
    // The one answer that is not a failure: another worker of this process was first.
    if ((error as { name?: unknown } | null)?.name !== 'IllegalStateError') throw error;
  }
}
