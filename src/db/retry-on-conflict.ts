import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 6;

/** Two writers met: a deadlock, or a serialization failure. */
function isConflict(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (code === '40P01' || code === '40001') return true;
  return cause !== undefined && isConflict(cause);
}

/** Runs a transaction again when PostgreSQL ended it for another's sake. */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
