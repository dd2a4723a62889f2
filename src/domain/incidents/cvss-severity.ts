import type { CvssVersion } from './normalized-incident.ts';
import type { Severity } from '../vocabulary.ts';

/** The qualitative scale of a CVSS base score 0.0–10.0; "none" counts as low, and 2.0 knows no critical. */
export function severityOfCvss(score: number, version: CvssVersion | null = '3.1'): Severity {
  if (score >= 9 && version !== '2.0') return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return 'low';
}
