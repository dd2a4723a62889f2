import type { NormalizedIncident } from './normalized-incident.ts';

/**
 * The part of a source that keeps a list and has taken the entry out of it (CISA's KEV): it stays as a record of that,
 * but says nothing of the CVE any more. `asOf` is the time of the list (ISO 8601), so that an older one changes nothing.
 */
export function takenOut(part: NormalizedIncident, asOf: string): NormalizedIncident {
  return {
    ...part,
    severity: 'medium',
    severityKnown: false,
    kevAddedOn: null,
    knownRansomware: false,
    modifiedDate: asOf,
  };
}
