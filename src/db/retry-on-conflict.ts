import pRetry from 'p-retry';

const RETRIES = 5;
const SHORTEST_MS = 20;

/** Two writers met: a deadlock, or a serialization failure. */
function isConflict(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (code === '40P01' || code === '40001') return true;
  return cause !== undefined && isConflict(cause);
}

/** Runs a transaction again when PostgreSQL ended it for another's sake: six times at most, with growing pauses. */
export function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  return pRetry(work, {
    retries: RETRIES,
    minTimeout: SHORTEST_MS,
    randomize: true,
    shouldRetry: ({ error }) => isConflict(error),
  });
}
