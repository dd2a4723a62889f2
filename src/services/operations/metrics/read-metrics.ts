import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, SEVERITIES } from '../../../domain/vocabulary.ts';
import { INCIDENT_STATUS } from '../../catalogue/incidents/incident-row.ts';

/** The figures of a tenant's dashboard; times in hours, rates 0..1, null where there is nothing to measure. */
export interface Metrics {
  incidents: {
    total: number;
    by_type: Record<string, number>;
    by_severity: Record<string, number>;
    by_status: Record<string, number>;
  };
  /** `breached`: with an open case of a breach, confirmed or not; `breaches_confirmed`: those a reviewer has confirmed. */
  vendors: { total: number; at_risk: number; breached: number; breaches_confirmed: number };
  open_trackings: number;
  pending_qualifications: number;
  overdue: number;
  resolved: number;
  mean_time_to_resolution_hours: number | null;
  median_time_to_resolution_hours: number | null;
  false_positive_rate: number | null;
  funnel: { ingested: number; considered: number; matched: number; qualified: number; resolved: number };
}

/** Everything of now, in four aggregates. */
export async function readMetrics(tx: TenantTx): Promise<Metrics> {
  const incidents = await readIncidents(tx);
  const trackings = await readTrackings(tx);
  return {
    incidents: {
      total: incidents.total,
      by_type: incidents.by_type,
      by_severity: incidents.by_severity,
      by_status: incidents.by_status,
    },
    vendors: await readVendors(tx),
    open_trackings: trackings.open,
    pending_qualifications: trackings.pending,
    overdue: trackings.overdue,
    resolved: trackings.resolved,
    mean_time_to_resolution_hours: trackings.mean_hours,
    median_time_to_resolution_hours: trackings.median_hours,
    false_positive_rate: trackings.resolved === 0 ? null : trackings.false_positives / trackings.resolved,
    funnel: {
      ingested: incidents.total,
      considered: incidents.considered,
      matched: trackings.matched,
      qualified: trackings.qualified,
      resolved: trackings.resolved,
    },
  };
}

/** What a scan considers, in SQL: the same as `consider`. Nothing without a configuration, as nothing is scanned then. */
const CONSIDERED = sql`(i.withdrawn_at is null and c.id is not null and (
  i.tenant_id is not null
  or i.incident_type = 'data_breach' and c.breach_sources ? i.source
  or i.incident_type not in ('data_breach', 'cve')
  or i.incident_type = 'cve' and (
    i.kev_added_on is not null and c.kev_bypasses_thresholds
    or i.cvss_score >= c.cve_cvss_threshold and array_position(${[...SEVERITIES]}::text[], i.severity)
      >= array_position(${[...SEVERITIES]}::text[], c.cve_severity_threshold))))`;

async function readIncidents(tx: TenantTx) {
  const { rows } = await sql<{
    incident_type: string;
    severity: string;
    status: string;
    total: number;
    considered: number;
  }>`
    select i.incident_type, i.severity, ${INCIDENT_STATUS} as status, count(*) as total,
      count(*) filter (where ${CONSIDERED}) as considered
    from security_incidents i
    left join tenant_incidents ti on ti.incident_id = i.id
    left join security_monitoring_configs c on true
    group by 1, 2, 3`.execute(tx.sql);
  const by = (words: readonly string[], key: 'incident_type' | 'severity' | 'status') =>
    Object.fromEntries(words.map((word) => [word, sum(rows.filter((row) => row[key] === word))]));
  return {
    total: sum(rows),
    considered: rows.reduce((total, row) => total + row.considered, 0),
    by_type: by(INCIDENT_TYPES, 'incident_type'),
    by_severity: by(SEVERITIES, 'severity'),
    by_status: by(INCIDENT_STATUSES, 'status'),
  };
}

const sum = (rows: { total: number }[]): number => rows.reduce((total, row) => total + row.total, 0);

interface TrackingFigures {
  matched: number;
  open: number;
  pending: number;
  overdue: number;
  qualified: number;
  resolved: number;
  false_positives: number;
  mean_hours: number | null;
  median_hours: number | null;
}

async function readTrackings(tx: TenantTx): Promise<TrackingFigures> {
  const hours = sql`extract(epoch from t.resolved_at - t.created_at) / 3600`;
  const { rows } = await sql<TrackingFigures>`
    select count(*) as matched,
      count(*) filter (where t.status <> 'resolved') as open,
      count(*) filter (where t.status <> 'resolved' and t.risk_qualification_status in ('pending', 'in_progress')) as pending,
      count(*) filter (where t.status <> 'resolved' and t.due_date < now()
                       and t.risk_qualification_status in ('pending', 'in_progress')) as overdue,
      count(*) filter (where t.risk_qualification_status = 'completed') as qualified,
      count(*) filter (where t.status = 'resolved') as resolved,
      count(*) filter (where t.status = 'resolved' and t.resolution_type = 'false_positive') as false_positives,
      (avg(${hours}) filter (where t.status = 'resolved'))::float8 as mean_hours,
      (percentile_cont(0.5) within group (order by ${hours}) filter (where t.status = 'resolved'))::float8 as median_hours
    from vendor_security_tracking t`.execute(tx.sql);
  return rows[0] as TrackingFigures;
}

async function readVendors(tx: TenantTx): Promise<Metrics['vendors']> {
  const { rows } = await sql<Metrics['vendors']>`
    select count(*) as total,
      count(*) filter (where w.at_risk and not w.confirmed) as at_risk,
      count(*) filter (where w.confirmed or w.suspected) as breached,
      count(*) filter (where w.confirmed) as breaches_confirmed
    from vendors v left join lateral (
      select bool_or(t.status = 'breached') as confirmed, bool_or(t.status = 'at_risk') as at_risk,
        bool_or(i.incident_type = 'data_breach') as suspected
      from vendor_security_tracking t join security_incidents i on i.id = t.incident_id
      where t.vendor_id = v.id and t.status <> 'resolved'
    ) w on true where v.status = 'active'`.execute(tx.sql);
  return rows[0] as Metrics['vendors'];
}
