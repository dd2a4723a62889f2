import type {
  NormalizedIncident,
  NormalizeResult,
  RejectedRecord,
} from '../../../src/domain/incidents/normalized-incident.ts';

/** The incident of a result, or a failure that says what came instead. */
export function incidentOf(result: NormalizeResult | null): NormalizedIncident {
  if (result !== null && 'incident' in result) return result.incident;
  throw new Error(`No incident: ${JSON.stringify(result)}`);
}

/** The rejection of a result, or a failure that says what came instead. */
export function rejectOf(result: NormalizeResult): RejectedRecord {
  if ('reject' in result) return result.reject;
  throw new Error(`Not rejected: ${JSON.stringify(result)}`);
}
