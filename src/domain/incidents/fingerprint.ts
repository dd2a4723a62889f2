import { hash } from 'node:crypto';
import type { AffectedProduct } from './incident.ts';
import type { MergedIncident } from './normalized-incident.ts';
import { oneLine } from '../text/one-line.ts';
import { rangeText } from './range-text.ts';

const productText = ({ vendor, product, cpe, versions = [] }: AffectedProduct): string =>
  `${vendor ?? ''}\n${product ?? ''}\n${cpe ?? ''}\n`.toLowerCase() +
  versions.map(rangeText).sort().join('\n');

/**
 * Changes only when something that matters to a tenant did: score, severity, affected products, KEV, status,
 * texts, or what a breach exposed. Dates of change, order, white space and references are left out: NVD touches nearly
 * every record in bulk edits.
 */
export function fingerprint(incident: Omit<MergedIncident, 'parts' | 'fingerprint'>): string {
  const matters = [
    // Other white space is no other text.
    oneLine(incident.title),
    oneLine(incident.description),
    incident.severity,
    incident.severityKnown,
    incident.cvssScore,
    incident.cvssVersion,
    incident.sourceStatus?.toLowerCase() ?? null,
    incident.withdrawnAt !== null,
    incident.kevAddedOn,
    incident.knownRansomware,
    incident.affectedProducts.map(productText).sort(),
    incident.domains,
    incident.dataClasses,
    incident.pwnCount,
  ];
  return hash('sha256', JSON.stringify(matters), 'hex').slice(0, 32);
}
