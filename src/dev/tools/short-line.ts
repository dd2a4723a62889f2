/** One short line for a person, from a structured log record; undefined when the log file is enough. */
export function shortLine(record: Record<string, unknown>): string | undefined {
  const { level, msg, err, reason } = record;
  // The Temporal SDK warns of what is meant to be, such as a worker for activities alone.
  const levels = 'sdkComponent' in record ? ['error', 'fatal'] : ['warn', 'error', 'fatal'];
  if (typeof msg !== 'string' || !levels.includes(String(level))) return undefined;
  const message = (value: unknown) =>
    typeof value === 'object' && value !== null && 'message' in value ? String(value.message) : undefined;
  const cause = message(err) ?? (typeof reason === 'string' ? reason : undefined);
  const line = `${String(level)}: ${msg}${cause === undefined || cause === msg ? '' : ` (${cause})`}`;
  return line.replaceAll(/\s+/g, ' ').slice(0, 300);
}
