import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { whyNotConsidered, type NotConsidered } from '../../../domain/matching/consideration.ts';
import { WINDOW_DAYS } from '../../../domain/feeds/scan-windows.ts';
import type { ScanType, Severity } from '../../../domain/vocabulary.ts';
import { asConsidered } from '../../monitoring/matching/considered-row.ts';
import type { ExplainedIncident } from './explained-incident.ts';

/** What, beside matching itself, keeps a pair from being raised as a tracking. */
export type ObstacleKind =
  | NotConsidered
  | 'no_configuration'
  | 'monitoring_off'
  | 'vendor_archived'
  | 'waits_for_scan'
  | 'scanned_before'
  | 'older_than_window';

/** One of them, with a sentence for a reader. */
export interface Obstacle {
  kind: ObstacleKind;
  text: string;
}

/** What of a tenant's configuration an explanation reads. */
export interface ExplainingConfig {
  cve_monitoring_enabled: boolean;
  breach_monitoring_enabled: boolean;
  security_feed_monitoring_enabled: boolean;
  cve_severity_threshold: Severity;
  cve_cvss_threshold: number;
  kev_bypasses_thresholds: boolean;
  breach_sources: string[];
}

const WATCHED: Record<ScanType, { name: string; isOn: (config: ExplainingConfig) => boolean }> = {
  cve: { name: 'CVEs', isOn: (config) => config.cve_monitoring_enabled },
  breach: { name: 'data breaches', isOn: (config) => config.breach_monitoring_enabled },
  feeds: { name: 'custom feeds', isOn: (config) => config.security_feed_monitoring_enabled },
};

/** Which scans look at an incident. */
export function scanTypeOf({
  tenant_id,
  incident_type,
}: Pick<ExplainedIncident, 'tenant_id' | 'incident_type'>): ScanType {
  if (tenant_id !== null) return 'feeds';
  return incident_type === 'data_breach' ? 'breach' : 'cve';
}

/** That scans of a type are switched off. */
export const notWatchedInWords = (scanType: ScanType): string =>
  `Monitoring of ${WATCHED[scanType].name} is switched off.`;

/** Why the thresholds of a configuration leave an incident out. */
export function notConsideredInWords(
  kind: NotConsidered,
  incident: Pick<ExplainedIncident, 'source' | 'severity' | 'cvss_score'>,
  config: ExplainingConfig,
): string {
  switch (kind) {
    case 'withdrawn':
      return 'Its source withdrew the incident; it is matched no more.';
    case 'source_not_watched':
      return `The configuration does not watch ${incident.source} for breaches.`;
    case 'severity_below_threshold':
      return `Its severity, ${incident.severity}, is below the threshold ${config.cve_severity_threshold}.`;
    case 'cvss_below_threshold':
      return `Its CVSS score, ${incident.cvss_score?.toFixed(1) ?? 'none'}, is below the threshold ${config.cve_cvss_threshold.toFixed(1)}.`;
    case 'held_for_score':
      return 'Nobody has scored it yet; it waits for a score and is then matched.';
  }
}

interface ScanFacts {
  /** Null before the first scan. */
  watermark: string | null;
  changed_since: boolean | null;
  rules_changed: boolean | null;
  in_window: boolean;
}

async function readScanFacts(tx: TenantTx, incidentId: string, scanType: ScanType): Promise<ScanFacts> {
  const { rows } = await sql<ScanFacts>`
    with mark as (select watermark from tenant_watermarks where scan_type = ${scanType})
    select (select watermark::text from mark) as watermark,
      i.changed_xid >= (select watermark from mark) as changed_since,
      exists (select from vendors, mark where vendors.changed_xid >= mark.watermark)
        or exists (select from security_monitoring_configs c, mark where c.changed_xid >= mark.watermark) as rules_changed,
      coalesce(i.modified_date, i.published_date, i.discovered_date)
        >= now() - make_interval(days => ${WINDOW_DAYS[scanType]}) as in_window
    from security_incidents i where i.id = ${incidentId}`.execute(tx.sql);
  const [facts] = rows;
  if (!facts) throw new Error('The incident went away while it was explained');
  return facts;
}

const ON_REQUEST = 'a scan with "days back", or "Match vendors" on the incident, does';

function scanObstacle(facts: ScanFacts, scanType: ScanType): Obstacle {
  const { watermark, changed_since, rules_changed, in_window } = facts;
  const looksAgain = watermark === null || rules_changed === true;
  if (changed_since === true || (looksAgain && in_window))
    return { kind: 'waits_for_scan', text: 'No scan has looked at this pair yet; the next one does.' };
  if (!in_window)
    return {
      kind: 'older_than_window',
      text: `The incident is older than the ${WINDOW_DAYS[scanType]} days that scans look back; ${ON_REQUEST}.`,
    };
  return {
    kind: 'scanned_before',
    text: `Scans have looked at the incident and look again when it, the register or the rules change; ${ON_REQUEST}.`,
  };
}

/**
 * Everything beside matching that keeps an incident from being raised for a vendor: switches and thresholds of the
 * configuration, an archived vendor, and for a pair that matches (`awaited`) why no scan has raised it.
 */
export async function findObstacles(
  tx: TenantTx,
  config: ExplainingConfig | undefined,
  incident: ExplainedIncident,
  pair: { isArchived: boolean; awaited: boolean },
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  if (pair.isArchived)
    obstacles.push({
      kind: 'vendor_archived',
      text: 'The vendor is archived: new incidents are not matched to it.',
    });
  if (config === undefined)
    return [
      ...obstacles,
      { kind: 'no_configuration', text: 'There is no monitoring configuration: nothing is scanned.' },
    ];
  const scanType = scanTypeOf(incident);
  if (!WATCHED[scanType].isOn(config))
    obstacles.push({ kind: 'monitoring_off', text: notWatchedInWords(scanType) });
  for (const kind of whyNotConsidered(asConsidered(incident), config))
    obstacles.push({ kind, text: notConsideredInWords(kind, incident, config) });
  if (pair.awaited && obstacles.length === 0)
    obstacles.push(scanObstacle(await readScanFacts(tx, incident.id, scanType), scanType));
  return obstacles;
}
