import type { Context } from 'hono';
import { addressOf } from '../context.ts';
import { ProblemError } from '../problem.ts';

/** Slows down whoever tries keys, so that neither guessing nor filling the audit log pays. */
export interface DenialLimit {
  /** Throws when this address has been refused too often. */
  check(c: Context): void;
  count(c: Context): void;
}

const WINDOW_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/** `most` refusals a minute and address. */
export function createDenialLimit(most = 60): DenialLimit {
  const refused = new Map<string, { since: number; times: number }>();
  const current = (c: Context) => {
    const address = addressOf(c) ?? '';
    const entry = refused.get(address);
    return { address, entry: entry && Date.now() - entry.since < WINDOW_MS ? entry : undefined };
  };
  return {
    check(c) {
      const { entry } = current(c);
      if (entry === undefined || entry.times < most) return;
      throw new ProblemError('too-many-requests', {
        detail: 'Too many refused sign-ins from this address.',
        headers: { 'retry-after': String(Math.ceil((entry.since + WINDOW_MS - Date.now()) / 1000)) },
      });
    },
    count(c) {
      const { address, entry } = current(c);
      if (refused.size >= MOST_ADDRESSES) refused.clear();
      refused.set(address, entry ? { ...entry, times: entry.times + 1 } : { since: Date.now(), times: 1 });
    },
  };
}
