import type { FetchedRecord } from '../../../domain/incidents/normalized-incident.ts';
import { isDatedAhead, recordAsReceived } from '../../../domain/incidents/received.ts';
import type { ContentHash } from './content-hashes.ts';

/** What a page's records need. */
export interface SortedRecords {
  /** Not stored, with other content of this source, or without its date: to be read. */
  pending: FetchedRecord[];
  /** The same content with a newer date. */
  touched: FetchedRecord[];
  unchanged: number;
  /** The same content with an older date. */
  stale: number;
}

const time = (date: string | null): number => (date === null ? Infinity : Date.parse(date));

/** Each record once, the newest copy, in the order in which rows are locked; nameless ones all. */
export function newestRecords(records: readonly FetchedRecord[]): FetchedRecord[] {
  const newest = new Map<string, FetchedRecord>();
  const nameless: FetchedRecord[] = [];
  for (const record of records) {
    if (record.externalId === null) nameless.push(record);
    else {
      const other = newest.get(record.externalId);
      if (!other || time(record.modifiedDate) >= time(other.modifiedDate))
        newest.set(record.externalId, record);
    }
  }
  const inOrder = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
  return [...nameless, ...inOrder];
}

/** Compares records received now (ISO 8601), each incident once, with the marks of what is stored. Pure. */
export function sortRecords(
  records: readonly FetchedRecord[],
  marks: ReadonlyMap<string, ContentHash | null>,
  now: string,
): SortedRecords {
  const sorted: SortedRecords = { pending: [], touched: [], unchanged: 0, stale: 0 };
  for (const record of records) {
    const mark = record.externalId === null ? undefined : marks.get(record.externalId);
    const received = () => recordAsReceived(record, now);
    if (!mark || mark.hash !== record.contentHash) sorted.pending.push(received());
    // A date in the future is none to move to.
    else if (mark.modified === record.modifiedDate || isDatedAhead(record, now)) sorted.unchanged += 1;
    // One that has lost its date is no newer for that: reading it says what is wrong with it.
    else if (record.modifiedDate === null) sorted.pending.push(received());
    else if (time(record.modifiedDate) < time(mark.modified)) sorted.stale += 1;
    else sorted.touched.push(record);
  }
  return sorted;
}
