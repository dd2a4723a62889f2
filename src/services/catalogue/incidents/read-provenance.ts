import type { NormalizedIncident } from '../../../domain/incidents/normalized-incident.ts';
import { provenanceOf, type Provenance } from '../../../domain/incidents/provenance.ts';
import type { WholeIncident } from './incident-row.ts';

const isPart = (entry: [string, unknown]): entry is [string, NormalizedIncident] =>
  typeof entry[1] === 'object' && entry[1] !== null && 'titleOrigin' in entry[1];

/**
 * Which sources the shown fields of an incident come from. Empty where there is only one to name, its `source`: an
 * incident entered by hand, or of a custom feed.
 */
export function incidentProvenance(
  incident: Pick<WholeIncident, 'tenant_id' | 'incident_details' | 'epss'>,
): Provenance {
  if (incident.tenant_id !== null) return {};
  const parts = Object.entries(incident.incident_details).filter(isPart);
  const fields = provenanceOf(Object.fromEntries(parts));
  return incident.epss === null ? fields : { ...fields, epss: ['epss'] };
}
