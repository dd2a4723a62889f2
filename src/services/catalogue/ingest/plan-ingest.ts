import { isDeepStrictEqual } from 'node:util';
import { mergeIncident } from '../../../domain/incidents/merge-incident.ts';
import type {
  IncidentParts,
  MergedIncident,
  NormalizedIncident,
  OmittedRecord,
} from '../../../domain/incidents/normalized-incident.ts';

/** A shared incident as it is stored. */
export interface StoredIncident {
  id: string;
  parts: IncidentParts;
  fingerprint: string;
}

/** What a page makes of the catalogue. */
export interface IngestPlan {
  /** `changed` is false where only dates or the source's own extras moved. */
  updates: { id: string; changed: boolean; merged: MergedIncident }[];
  /** Rows whose part says the same already. */
  unchanged: { id: string; externalId: string }[];
  /** Records older than what is stored of the same source. */
  stale: number;
}

/** True when the stored part is the newer one; a record without a date counts as the newest. */
function isStale(stored: NormalizedIncident | undefined, record: NormalizedIncident): boolean {
  if (!stored?.modifiedDate || !record.modifiedDate) return false;
  return Date.parse(record.modifiedDate) < Date.parse(stored.modifiedDate);
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

/** Compares records of one source, each incident once, with what is stored of each. Pure. Throws RangeError. */
export function planIngest(
  records: readonly NormalizedIncident[],
  stored: ReadonlyMap<string, StoredIncident>,
): IngestPlan {
  const plan: IngestPlan = { updates: [], unchanged: [], stale: 0 };
  for (const record of records) {
    const known = stored.get(record.externalId);
    if (!known) throw new RangeError(`${record.externalId} is not stored`);
    const part = known.parts[record.source];
    if (isStale(part, record)) {
      plan.stale += 1;
      continue;
    }
    const merged = mergeIncident({ ...known.parts, [record.source]: record });
    const changed = merged.fingerprint !== known.fingerprint;
    // A part that says the same can still mean another thing, since the rules of merging get better.
    if (!changed && isDeepStrictEqual(part, record)) {
      plan.unchanged.push({ id: known.id, externalId: record.externalId });
    } else plan.updates.push({ id: known.id, changed, merged });
  }
  return plan;
}
