import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until `look` gives something; fails after 20 s with what it was waiting for. */
export async function until<T>(what: string, look: () => Promise<T | false | null | undefined>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await sleep(40);
  }
}
