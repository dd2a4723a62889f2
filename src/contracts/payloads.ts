import type { AlarmingVerdict } from '../domain/feeds/feed-health.ts';
import type { UpdateKind } from '../domain/response/incident-updates.ts';
import type { FeedSource, ScanType, Severity } from '../domain/vocabulary.ts';
import type { Actor, Proven, QualifyDecision, ReopenDecision, ResolveDecision } from './decisions.ts';

/** Arguments and messages between workflows, activities and API: ids and small enumerations only. */

export interface FeedSyncInput {
  source: FeedSource;
  /** Requests that a run before a continue-as-new did not get to. */
  pending?: RefreshWanted[];
  /** What that run was in the middle of. */
  running?: { wanted: RefreshWanted; step: FeedStep | null };
}

/** Where a source's next page begins; each source has its own. Small plain JSON. */
export type FeedStep = Readonly<Record<string, string | number | boolean | null>>;

/** One page of one source. */
export interface FeedPageRequest extends RefreshWanted {
  source: FeedSource;
  /** Null begins. */
  step: FeedStep | null;
}

/** What a page brought; `next` is null when nothing is left to read. */
export interface FeedPageOutcome {
  next: FeedStep | null;
  /** What is left may wait for another time, should somebody ask meanwhile. */
  spare: boolean;
  new: number;
  changed: number;
  rejected: number;
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
  /** Only this CVE, fetched from its sources first (kind `incident`). */
  cveId?: string;
  /** Only what an undone match rule left to do (kind `incident`). */
  undoneRule?: true;
  requestedBy?: string;
  /** Where a run before a continue-as-new stopped. */
  progress?: CycleProgress;
}

/** What a cycle carries over a continue-as-new. */
export interface CycleProgress {
  scanId: string;
  /** Passes still to be made, the first one from `after` on. */
  passes: MatchPass[];
  after: string | null;
  /** Watermarks to set at the end, by scan type: transaction ids as text. */
  watermarks: Partial<Record<ScanType, string>>;
  counts: CycleCounts;
  /** What the sources were asked for, and what they had brought before. */
  feeds: AskedFeed[];
  /** Only this incident is matched, and only its responses are started. */
  incidentId?: string;
}

/** A source that a cycle asked to be fresh, with its totals at that time. */
export interface AskedFeed extends RefreshWanted {
  source: FeedSource;
  /** Of a custom feed: whose, and what they call it; `source` is its id. */
  ofTenant?: string;
  name?: string;
  /** ISO 8601: a failure after that is the answer to the question. */
  askedAt: string;
  totals: { new: number; changed: number; rejected: number };
}

/**
 * One walk over stored incidents: those changed since a watermark (transaction ids as text), those of a window
 * that the first walk does not see, a single one, those whose update is still on its way, or those that a rule suppressed
 * from being raised until it was undone.
 */
export interface MatchPass {
  scanType: ScanType;
  changedFrom: string | null;
  changedBefore: string;
  /** ISO 8601; null: no window. */
  windowFrom: string | null;
  incidentId?: string;
  /** Only incidents that an undone rule had suppressed, of every scan type. */
  keptBack?: true;
  /** Only incidents with an update that a cycle found before then (ISO 8601) and no response has recorded as told. */
  newsBefore?: string;
}

export interface CycleCounts {
  considered: number;
  held: number;
  matches: number;
  responses: number;
}

export interface IncidentResponseInput {
  tenantId: string;
  trackingId: string;
  /** 1 for the first response of a tracking, one more for each reopening. */
  responseNo: number;
  /** Messages that a run before a continue-as-new did not get to. */
  inbox?: ResponseMessage[];
}

/**
 * What reaches a response. `id` is the decision's own, or one made for a signal. Of a change nothing needs to be known:
 * what there is to tell is decided when it is applied.
 */
export type ResponseMessage =
  | { kind: 'qualify'; id: string; decision: QualifyDecision }
  | { kind: 'resolve'; id: string; decision: ResolveDecision }
  | { kind: 'reopen'; id: string; decision: ReopenDecision }
  | { kind: 'change'; id: string };

/**
 * What a cycle saw of an incident that people were told about. A nudge: what there is to tell is decided, under the
 * tracking's lock, when it is applied.
 */
export interface IncidentChange {
  kind: UpdateKind;
  severity: Severity;
  kev: boolean;
  /** The incident's fingerprint as seen. */
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

export interface AlertDigestInput {
  tenantId: string;
}

/** How a step of a process ended. */
export interface StepOutcome extends Proven {
  stepKey: string;
  outcome: 'completed' | 'approved' | 'rejected';
  actor: Actor;
}

/** Something about a feed that people are still to be told. */
export interface FeedNews {
  alarmId: string;
  kind: 'raised' | 'healed';
  source: FeedSource;
  verdict: AlarmingVerdict;
  reason: string;
  advice: string;
}

export interface MaintenanceInput {
  /** Where a run before a continue-as-new stopped. */
  progress?: MaintenanceProgress;
}

/** The last tenant that is in order (null: none yet), and what was done so far. */
export interface MaintenanceProgress {
  after: string | null;
  news: FeedNews[];
  counts: MaintenanceCounts;
}

/** What a page of tenants, or a whole maintenance, came to. */
export interface MaintenanceCounts {
  tenants: number;
  /** Schedules that were not what the configuration says, and are now. */
  schedules_mended: number;
  /** Tenants whose Schedules the engine refused; the log says why. */
  schedules_refused: number;
  idempotency_keys_deleted: number;
  sessions_deleted: number;
  scans_deleted: number;
  /** Scans that an operator's termination had left running. */
  scans_closed: number;
  /** Tenants with queued alerts that nothing was gathering. */
  digests_resumed: number;
  /** Responses of open trackings that the engine did not run any more. */
  responses_restarted: number;
  /** The same of processes. */
  processes_restarted: number;
  feed_rejects_deleted: number;
  feed_days_deleted: number;
  /** Hosts of custom feeds that nobody has asked for a day. */
  feed_hosts_deleted: number;
  /** Feeds of whose trouble, or of whose end of it, people were told. */
  feed_news: number;
  /** The same of custom feeds. */
  custom_feed_news: number;
  /** Scan types of tenants whose scans had stopped, or are made again. */
  late_scans_told: number;
}
