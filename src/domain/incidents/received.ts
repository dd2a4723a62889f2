import type { FetchedRecord, NormalizedIncident } from './normalized-incident.ts';

/** A source's date that lies in the future is when it was received. ISO 8601. */
const notAhead = (date: string | null, now: string): string | null =>
  date !== null && Date.parse(date) > Date.parse(now) ? now : date;

/** True for a record that its source dates later than now. */
export const isDatedAhead = ({ modifiedDate }: Pick<FetchedRecord, 'modifiedDate'>, now: string): boolean =>
  notAhead(modifiedDate, now) !== modifiedDate;

/**
 * An incident as received now (ISO 8601, by the one clock that all dates are held against). What its source dates later
 * than that is dated now: whatever the source says of it next, it says later, so that a clock which was wrong once
 * makes nobody deaf to the record until that date.
 */
export function asReceived(incident: NormalizedIncident, now: string): NormalizedIncident {
  const modifiedDate = notAhead(incident.modifiedDate, now);
  const withdrawnAt = notAhead(incident.withdrawnAt, now);
  const asSaid = modifiedDate === incident.modifiedDate && withdrawnAt === incident.withdrawnAt;
  return asSaid ? incident : { ...incident, modifiedDate, withdrawnAt };
}

/** The same for a record that is still to be read. */
export function recordAsReceived(record: FetchedRecord, now: string): FetchedRecord {
  return {
    externalId: record.externalId,
    // Made when it is asked for.
    get contentHash() {
      return record.contentHash;
    },
    modifiedDate: notAhead(record.modifiedDate, now),
    read: () => {
      const result = record.read();
      return 'incident' in result ? { incident: asReceived(result.incident, now) } : result;
    },
  };
}
