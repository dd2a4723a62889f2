import { reopensWhenWorsened } from './tracking-life.ts';
import { SEVERITIES, type ResolutionType, type Severity, type TrackingStatus } from './vocabulary.ts';

/** A tracking with what it knows of its incident. */
export interface TrackedIncident {
  status: TrackingStatus;
  resolutionType: ResolutionType | null;
  /** As of the last response; null before the first. */
  severity: Severity | null;
  kev: boolean;
  closureProposed: boolean;
  responding: boolean;
}

/** The incident as it is now. */
export interface CurrentIncident {
  severity: Severity;
  kev: boolean;
  withdrawn: boolean;
}

/** What a change of its incident means to a tracking: tell its response, reopen it, or only take note. */
export type News = { act: 'tell'; kind: 'worsened' | 'withdrawn' } | { act: 'reopen' } | { act: 'note' };

/** Compares what a tracking knows with what is. Pure. */
export function newsFor(tracking: TrackedIncident, incident: CurrentIncident): News {
  const note: News = { act: 'note' };
  if (!tracking.responding) return note;
  const open = tracking.status !== 'resolved';
  if (incident.withdrawn) {
    return open && !tracking.closureProposed ? { act: 'tell', kind: 'withdrawn' } : note;
  }
  const rose =
    tracking.severity !== null &&
    SEVERITIES.indexOf(incident.severity) > SEVERITIES.indexOf(tracking.severity);
  if (!rose && !(incident.kev && !tracking.kev)) return note;
  if (open) return { act: 'tell', kind: 'worsened' };
  return reopensWhenWorsened(tracking.resolutionType) ? { act: 'reopen' } : note;
}
