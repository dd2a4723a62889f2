import { isDeepStrictEqual } from 'node:util';
import { mergeIncident } from '../../domain/merge-incident.ts';
import type {
  IncidentParts,
  MergedIncident,
  NormalizedIncident,
  OmittedRecord,
} from '../../domain/normalized-incident.ts';

/** A shared incident as it is stored. */
export interface StoredIncident {
  id: string;
  parts: IncidentParts;
  fingerprint: string;
}

/** What a page makes of the catalogue. */
export interface IngestPlan {
  inserts: MergedIncident[];
  /** `changed` is false where only dates or the source's own extras moved. */
  updates: { id: string; changed: boolean; merged: MergedIncident }[];
  /** Records that say nothing new. */
  unchanged: number;
  /** Records older than what is stored of the same source. */
  stale: number;
}

/** True when the stored part is the newer one; a record without a date counts as the newest. */
function isStale(stored: NormalizedIncident | undefined, record: NormalizedIncident): boolean {
  if (!stored?.modifiedDate || !record.modifiedDate) return false;
  return Date.parse(record.modifiedDate) < Date.parse(stored.modifiedDate);
}

/** Each incident once, the newest copy, in the order in which rows are locked. */
export function newestInOrder(records: readonly NormalizedIncident[]): NormalizedIncident[] {
  const newest = new Map<string, NormalizedIncident>();
  for (const record of records) {
    if (!isStale(newest.get(record.externalId), record)) newest.set(record.externalId, record);
  }
  return [...newest.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}

/** A stored part that its source now leaves out by configuration counts as withdrawn. */
export function withdrawOmitted(
  source: string,
  omitted: readonly OmittedRecord[],
  stored: ReadonlyMap<string, StoredIncident>,
  now: string,
): NormalizedIncident[] {
  return omitted.flatMap(({ externalId, reason }) => {
    const part = stored.get(externalId)?.parts[source];
    if (part === undefined || part.withdrawnAt !== null) return [];
    return [{ ...part, withdrawnAt: now, rejectedReason: reason }];
  });
}

/** Compares records of one source, each incident once, with what is stored. Pure. */
export function planIngest(
  records: readonly NormalizedIncident[],
  stored: ReadonlyMap<string, StoredIncident>,
): IngestPlan {
  const plan: IngestPlan = { inserts: [], updates: [], unchanged: 0, stale: 0 };
  for (const record of records) {
    const known = stored.get(record.externalId);
    if (!known) {
      plan.inserts.push(mergeIncident({ [record.source]: record }));
      continue;
    }
    const part = known.parts[record.source];
    if (isStale(part, record)) plan.stale += 1;
    else if (isDeepStrictEqual(part, record)) plan.unchanged += 1;
    else {
      const merged = mergeIncident({ ...known.parts, [record.source]: record });
      plan.updates.push({ id: known.id, changed: merged.fingerprint !== known.fingerprint, merged });
    }
  }
  return plan;
}
