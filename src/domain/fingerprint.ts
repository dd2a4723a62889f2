import { hash } from 'node:crypto';
import type { MergedIncident } from './normalized-incident.ts';

/**
 * Changes only when something that matters to a tenant did: score, severity, affected products, KEV, status,
 * texts, or what a breach exposed. Dates of change are left out: NVD touches nearly every record in bulk edits.
 */
export function fingerprint(incident: Omit<MergedIncident, 'parts' | 'fingerprint'>): string {
  const products = incident.affectedProducts
    .map(({ vendor, product, cpe, versions }) =>
      JSON.stringify([vendor, product, cpe ?? null, versions ?? []]),
    )
    .sort();
  const matters = [
    incident.title,
    incident.description,
    incident.severity,
    incident.severityKnown,
    incident.cvssScore,
    incident.cvssVersion,
    incident.sourceStatus?.toLowerCase() ?? null,
    incident.withdrawnAt !== null,
    incident.kevAddedOn,
    incident.knownRansomware,
    products,
    incident.domains,
    incident.dataClasses,
    incident.pwnCount,
  ];
  return hash('sha256', JSON.stringify(matters), 'hex').slice(0, 32);
}
