import { pino, type Logger } from 'pino';

const STDOUT = 1;

/**
 * JSON lines: `level`, `time` (ISO 8601), `process`, `msg` and what the caller adds. On standard output, or on the file
 * descriptor given by a command whose output is its own.
 */
export function createLogger(level: string, processName: string, descriptor = STDOUT): Logger {
  return pino(
    {
      level,
      base: { process: processName },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination(descriptor),
  );
}
