import { z } from 'zod';
import type { CustomFeedReading } from '../../domain/feeds/custom-feed.ts';
import type { NormalizedIncident, RejectedRecord } from '../../domain/incidents/normalized-incident.ts';
import { dig, normalizeRecord } from '../normalize/guard.ts';
import { entryShape, incidentOfEntry } from './entry.ts';

/** What became of one entry of a tenant's feed. */
export type ReadEntry = { incident: NormalizedIncident } | { reject: Omit<RejectedRecord, 'sample'> };

/**
 * Reads one hostile entry: `read` takes it out of its feed's own shape, the rest is the same for all kinds. Never
 * throws. Of one that is set aside nothing is kept but its id and the reason.
 */
export function readEntry(feed: CustomFeedReading, raw: unknown, read: (raw: unknown) => unknown): ReadEntry {
  let id: unknown;
  const result = normalizeRecord(
    raw,
    z.unknown(),
    () => id,
    (clean) => {
      const entry = read(clean);
      id = dig(entry, 'id');
      return { incident: incidentOfEntry(feed, entryShape.parse(entry)) };
    },
  );
  if ('incident' in result) return result;
  if (!('reject' in result)) return { reject: { reason: 'is left out' } };
  const { externalId, reason } = result.reject;
  return { reject: { ...(externalId === undefined ? {} : { externalId }), reason } };
}
