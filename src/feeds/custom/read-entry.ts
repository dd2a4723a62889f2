import type { CustomFeedReading } from '../../domain/custom-feed.ts';
import type { NormalizedIncident, RejectedRecord } from '../../domain/normalized-incident.ts';
import { dig, normalizeRecord } from '../normalize/guard.ts';
import { cleanText } from '../normalize/text.ts';
import { entryShape, incidentOfEntry, type Entry } from './entry.ts';

/** What became of one entry of a tenant's feed. */
export type ReadEntry = { incident: NormalizedIncident } | { reject: Omit<RejectedRecord, 'sample'> };

const idOf = (entry: unknown): unknown => dig(entry, 'id');

/**
 * Reads one hostile entry: `read` takes it out of its feed's own shape, the rest is the same for all kinds. Never
 * throws. Of one that is set aside nothing is kept but its id and the reason.
 */
export function readEntry(feed: CustomFeedReading, raw: unknown, read: (raw: unknown) => unknown): ReadEntry {
  let entry: unknown;
  try {
    entry = read(raw);
  } catch (error) {
    return { reject: { reason: cleanText(String((error as Error).message)).slice(0, 500) } };
  }
  const result = normalizeRecord<Entry>(entry, entryShape, idOf, (one) => ({
    incident: incidentOfEntry(feed, one),
  }));
  if ('incident' in result) return result;
  if (!('reject' in result)) return { reject: { reason: 'is left out' } };
  const { externalId, reason } = result.reject;
  return { reject: { ...(externalId === undefined ? {} : { externalId }), reason } };
}
