import { sql } from 'kysely';
import type { IncidentUpdate } from '../../../contracts/incident-updates.ts';
import type { TenantTx } from '../../../db/database.ts';
import { knownAs, updatesNotTold } from '../../response/record/known-incident.ts';
import type { StoredIncident, StoredTracking } from '../../response/record/load-tracking.ts';
import { recordSeverityLowered } from './severity-lowered.ts';

type Tracked = Pick<
  StoredTracking,
  | 'id'
  | 'vendor_id'
  | 'incident_id'
  | 'status'
  | 'resolution_type'
  | 'incident_severity'
  | 'incident_kev'
  | 'closure_proposed_at'
  | 'response_no'
  | 'response_workflow_id'
> & {
  /** It is to respond again, though nothing became of its incident. */
  reopening_asked: boolean;
};
type Incident = Pick<StoredIncident, 'id' | 'severity' | 'kev_added_on' | 'withdrawn_at' | 'fingerprint'>;

/** Trackings that know something else than what is, or whose update is on its way; locked, in one order for all cycles. */
async function lockTrackings(tx: TenantTx, incidentIds: readonly string[]): Promise<Tracked[]> {
  const { rows } = await sql<Tracked>`
    select t.id, t.vendor_id, t.incident_id, t.status, t.resolution_type, t.incident_severity, t.incident_kev,
      t.closure_proposed_at, t.response_no, t.response_workflow_id,
      exists (select from tracking_reopenings r where r.tracking_id = t.id) as reopening_asked
    from vendor_security_tracking t join security_incidents i on i.id = t.incident_id
    where t.incident_id = any(${[...incidentIds]}::uuid[])
      and ((t.incident_severity, t.incident_kev) is distinct from (i.severity, i.kev_added_on is not null)
        or (t.closure_proposed_at is null) <> (i.withdrawn_at is null) or t.news_found_at is not null)
    order by t.id for no key update of t`.execute(tx.sql);
  return rows;
}

async function readIncidents(tx: TenantTx, ids: readonly string[]): Promise<Map<string, Incident>> {
  const { rows } = await sql<Incident>`
    select id, severity, kev_added_on, withdrawn_at, fingerprint from security_incidents
    where id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  return new Map(rows.map((row) => [row.id, row]));
}

/** There is nothing to tell: what was lowered is known from now on, and nothing is on its way any more. */
async function takeNote(tx: TenantTx, noted: readonly { id: string; incident: Incident }[]): Promise<void> {
  const pick = <T>(value: (incident: Incident) => T) => noted.map(({ incident }) => value(incident));
  await sql`
    update vendor_security_tracking t set news_found_at = null,
      incident_severity = case when u.withdrawn then t.incident_severity else u.severity end,
      incident_kev = case when u.withdrawn then t.incident_kev else u.kev end
    from unnest(${noted.map(({ id }) => id)}::uuid[], ${pick((one) => one.severity)}::text[],
      ${pick((one) => knownAs(one).incident_kev)}::boolean[], ${pick((one) => one.withdrawn_at !== null)}::boolean[])
      as u (id, severity, kev, withdrawn)
    where t.id = u.id and (t.news_found_at is not null
      or not u.withdrawn and (t.incident_severity, t.incident_kev) is distinct from (u.severity, u.kev))`.execute(
    tx.sql,
  );
}

/**
 * Compares the known trackings of these incidents with what the incidents are now. What there is to tell is only
 * remembered as found: the response records that it was told, and a later cycle finds what did not arrive.
 */
export async function findUpdates(tx: TenantTx, incidentIds: readonly string[]): Promise<IncidentUpdate[]> {
  const tracked = await lockTrackings(tx, incidentIds);
  if (tracked.length === 0) return [];
  // Read after the locks, so that no response has told of a later state than this.
  const incidents = await readIncidents(
    tx,
    tracked.map((row) => row.incident_id),
  );
  const updates: IncidentUpdate[] = [];
  const noted: { id: string; tracking: Tracked; incident: Incident }[] = [];
  for (const row of tracked) {
    const incident = incidents.get(row.incident_id);
    if (!incident) continue;
    // A first response that is still to be started tells everything as it stands then.
    const kind = row.response_workflow_id === null ? undefined : updatesFrom(row, incident);
    if (kind === undefined) noted.push({ id: row.id, tracking: row, incident });
    else updates.push(updatesFor(row, incident, kind));
  }
  await recordSeverityLowered(tx, noted);
  await takeNote(tx, noted);
  await sql`
    update vendor_security_tracking set news_found_at = now()
    where id = any(${updates.map((one) => one.trackingId)}::uuid[])`.execute(tx.sql);
  return updates;
}

const updatesFrom = (row: Tracked, incident: Incident): IncidentUpdate['change']['kind'] | undefined =>
  row.reopening_asked && row.status === 'resolved' ? 'rule_undone' : updatesNotTold(row, incident)[0];

function updatesFor(
  row: Tracked,
  incident: Incident,
  kind: IncidentUpdate['change']['kind'],
): IncidentUpdate {
  const { severity, fingerprint } = incident;
  return {
    trackingId: row.id,
    responseNo: row.response_no,
    vendorId: row.vendor_id,
    incidentId: row.incident_id,
    severity,
    change: { kind, severity, kev: incident.kev_added_on !== null, fingerprint },
  };
}
