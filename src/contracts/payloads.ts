import type { FeedSource, ScanType, Severity } from '../domain/vocabulary.ts';
import type { Actor } from './decisions.ts';

/** Arguments and messages between workflows, activities and API: ids and small enumerations only. */

export interface FeedSyncInput {
  source: FeedSource;
  /** Requests that a run before a continue-as-new did not get to. */
  pending?: RefreshWanted[];
}

/** Asks a source to cover everything changed at the source since `since`, as of `freshAfter` or later (ISO 8601). */
export interface RefreshWanted {
  since: string;
  freshAfter: string;
}

export interface MonitoringCycleInput {
  tenantId: string;
  scanType: ScanType | 'all';
  kind: 'scheduled' | 'manual' | 'incident';
  /** Given by whoever asked for the scan; a scheduled cycle makes its own. */
  scanId?: string;
  /** Reconsiders every stored incident of that window, whatever the watermark. */
  daysBack?: number;
  /** Only this incident. */
  incidentId?: string;
  requestedBy?: string;
}

export interface IncidentResponseInput {
  tenantId: string;
  trackingId: string;
  /** 1 for the first response of a tracking, one more for each reopening. */
  responseNo: number;
  /** Given where the feed, not a person, reopened a resolved tracking that worsened. */
  reopenedBy?: { reason: string; actor: Actor };
}

/** What became of an incident with open trackings. */
export interface IncidentChange {
  kind: 'worsened' | 'withdrawn';
  severity: Severity;
  kev: boolean;
  /** The incident's fingerprint: the same change twice is one change. */
  fingerprint: string;
}

/** What the first phase of a response did. */
export interface ResponseResult {
  task_created: boolean;
  alert_sent: boolean;
  assessment_triggered: boolean;
  workflow_started: boolean;
}

export interface RiskProcessInput {
  tenantId: string;
  instanceId: string;
}

/** How a step of a process ended. */
export interface StepOutcome {
  stepKey: string;
  outcome: 'completed' | 'approved' | 'rejected';
  actor: Actor;
}
