import { pino, type Logger } from 'pino';

/** JSON lines on standard output: `level`, `time` (ISO 8601), `process`, `msg` and what the caller adds. */
export function createLogger(level: string, processName: string): Logger {
  return pino({
    level,
    base: { process: processName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
