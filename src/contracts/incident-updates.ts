import type { Severity } from '../domain/vocabulary.ts';
import type { IncidentChange } from './payloads.ts';

/** A tracking whose response is to be started. */
export interface ResponseSubject {
  trackingId: string;
  responseNo: number;
  vendorId: string;
  incidentId: string;
  severity: Severity;
}

/** What one tracking is to be told: its response is to be told, and begins again where it has ended. */
export interface IncidentUpdate extends ResponseSubject {
  change: IncidentChange;
}
