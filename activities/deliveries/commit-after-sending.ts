import pRetry from 'p-retry';

/** Commits that something went out: it must not go out again because the database was away for a moment. */
export const commitAfterSending = (commit: () => Promise<void>): Promise<void> =>
  pRetry(commit, { retries: 4, minTimeout: 1_000 });
