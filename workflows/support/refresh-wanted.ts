import { log } from '@temporalio/workflow';
import type { RefreshWanted } from '../../src/contracts/payloads.ts';

const isTime = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Whether a signal asks for a source to be fresh; one by hand may hold anything, and must not stop the reading. */
export function asksForRefresh(wanted: unknown): wanted is RefreshWanted {
  const { since, freshAfter } = (wanted ?? {}) as Partial<Record<keyof RefreshWanted, unknown>>;
  if (isTime(since) && isTime(freshAfter)) return true;
  log.warn('A signal was ignored', { signal: 'refreshWanted', fault: 'since and freshAfter must be times' });
  return false;
}
