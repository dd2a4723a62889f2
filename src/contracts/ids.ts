import type { FeedSource, ScanType } from '../domain/vocabulary.ts';

/** Workflow ids are built here and nowhere else: a second start of the same work meets the first. */

/** One entity per shared source. */
export const feedSyncId = (source: FeedSource): string => `feed-sync/${source}`;

/** One entity per feed of a tenant's own. */
export const customFeedId = (feedId: string): string => `custom-feed/${feedId}`;

/** The scheduled cycle of a tenant; its Schedule adds the time of the action as a suffix. */
export const cycleId = (tenantId: string, scanType: ScanType): string =>
  `monitoring-cycle/${tenantId}/${scanType}`;

/** A scan that a person asked for. */
export const manualScanId = (tenantId: string, scanId: string): string =>
  `monitoring-cycle/${tenantId}/scan/${scanId}`;

/** The matching of one incident on request, or of a tenant's own new incident. */
export const incidentMatchId = (tenantId: string, incidentId: string): string =>
  `monitoring-cycle/${tenantId}/incident/${incidentId}`;

/** The response of one tracking; a reopening is a new run under the same id. */
export const responseId = (trackingId: string): string => `incident-response/${trackingId}`;

/** A TPRM, VRM or risk process. */
export const processId = (instanceId: string): string => `risk-process/${instanceId}`;

/** What gathers a tenant's queued alerts into digests. */
export const alertDigestId = (tenantId: string): string => `alert-digest/${tenantId}`;

/** The Schedule of a tenant and scan type. */
export const scheduleId = (tenantId: string, scanType: ScanType): string =>
  `monitoring/${tenantId}/${scanType}`;

/** The work that keeps the installation in order, of no tenant in particular; its Schedule has the same id. */
export const maintenanceId = (): string => 'maintenance';
