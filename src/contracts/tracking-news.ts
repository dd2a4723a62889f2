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

/** News for one tracking: its response is to be told, or, where it was resolved, to begin again. */
export interface TrackingNews extends ResponseSubject {
  act: 'tell' | 'reopen';
  change: IncidentChange;
}
