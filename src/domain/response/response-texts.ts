import type { IncidentType, Severity } from '../vocabulary.ts';

/** What the texts of a response speak of. */
export interface TextSubject {
  vendorName: string;
  incidentTitle: string;
  externalId: string;
  severity: Severity;
  incidentType: IncidentType;
}

/** Title of the qualification task. */
export function taskTitle(subject: TextSubject): string {
  return subject.incidentType === 'data_breach'
    ? `URGENT: Data Breach - ${subject.vendorName}`
    : `Risk Qualification Required: ${subject.vendorName} - ${subject.incidentTitle}`;
}

/** Description of the qualification task. */
export function taskDescription({ vendorName, incidentTitle, externalId, severity }: TextSubject): string {
  return `Security incident detected for vendor ${vendorName}. Incident: ${incidentTitle} (${externalId}). Severity: ${severity}. Please qualify the risk and determine appropriate actions.`;
}

/** Title of an alert. */
export function alertTitle({ vendorName, incidentTitle }: TextSubject): string {
  return `Security Alert: ${vendorName} - ${incidentTitle}`;
}

/** Message of an alert. */
export function alertMessage({ vendorName, incidentTitle, externalId, severity }: TextSubject): string {
  return `A security incident has been detected for vendor ${vendorName}. Incident: ${incidentTitle} (${externalId}). Severity: ${severity}. Please review and qualify the risk.`;
}

/** Trigger reason of a process. */
export function triggerReason(incidentId: string): string {
  return `Security incident detected: ${incidentId}`;
}

/** The page of a tracking. */
export function trackingPath(vendorId: string, trackingId: string): string {
  return `/vendors/${vendorId}/security/${trackingId}`;
}
