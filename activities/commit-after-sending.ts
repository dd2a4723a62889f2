import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 5;

/** Commits that something went out: it must not go out again because the database was away for a moment. */
export async function commitAfterSending(commit: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await commit();
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      await sleep(1000 * tries);
    }
  }
}
