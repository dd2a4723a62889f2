import { sql } from 'kysely';
import type { TrackingNews } from '../../contracts/tracking-news.ts';
import type { TenantTx } from '../../db/database.ts';
import { newsFor } from '../../domain/incident-news.ts';
import type { ResolutionType, Severity, TrackingStatus } from '../../domain/vocabulary.ts';
import type { PageIncident } from './page-of-incidents.ts';

interface TrackingRow {
  id: string;
  vendor_id: string;
  incident_id: string;
  status: TrackingStatus;
  resolution_type: ResolutionType | null;
  incident_severity: Severity | null;
  incident_kev: boolean;
  closure_proposed_at: string | null;
  response_no: number;
  response_workflow_id: string | null;
}

async function trackingsOf(tx: TenantTx, incidentIds: string[]): Promise<TrackingRow[]> {
  const { rows } = await sql<TrackingRow>`
    select id, vendor_id, incident_id, status, resolution_type, incident_severity, incident_kev, closure_proposed_at,
      response_no, response_workflow_id
    from vendor_security_tracking where incident_id = any(${incidentIds}::uuid[]) order by id`.execute(tx.q);
  return rows;
}

/** Sets what trackings know of their incidents. */
async function takeNote(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await sql`
    update vendor_security_tracking t set incident_severity = i.severity, incident_kev = i.kev_added_on is not null
    from security_incidents i where i.id = t.incident_id and t.id = any(${[...ids]}::uuid[])
      and (t.incident_severity, t.incident_kev) is distinct from (i.severity, i.kev_added_on is not null)`.execute(
    tx.q,
  );
}

/** Compares the known trackings of a page's incidents with what the incidents are now. */
export async function findNews(tx: TenantTx, incidents: readonly PageIncident[]): Promise<TrackingNews[]> {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const news: TrackingNews[] = [];
  const noted: string[] = [];
  for (const row of await trackingsOf(tx, [...byId.keys()])) {
    const incident = byId.get(row.incident_id);
    if (!incident) continue;
    const kev = incident.kev_added_on !== null;
    const found = newsFor(
      {
        status: row.status,
        resolutionType: row.resolution_type,
        severity: row.incident_severity,
        kev: row.incident_kev,
        closureProposed: row.closure_proposed_at !== null,
        responding: row.response_workflow_id !== null,
      },
      { severity: incident.severity, kev, withdrawn: incident.withdrawn_at !== null },
    );
    if (found.act === 'note') noted.push(row.id);
    else {
      news.push({
        trackingId: row.id,
        responseNo: row.response_no,
        vendorId: row.vendor_id,
        incidentId: row.incident_id,
        severity: incident.severity,
        act: found.act,
        change: {
          kind: found.act === 'tell' ? found.kind : 'worsened',
          severity: incident.severity,
          kev,
          fingerprint: incident.fingerprint,
        },
      });
    }
  }
  await takeNote(tx, noted);
  return news;
}

/**
 * News of these trackings has reached their responses. What the response itself records of a worsening stays for it
 * to record; only what it does not know of is set.
 */
export async function markTold(tx: TenantTx, trackingIds: readonly string[]): Promise<void> {
  await sql`
    update vendor_security_tracking t set incident_kev = i.kev_added_on is not null
    from security_incidents i where i.id = t.incident_id and t.id = any(${[...trackingIds]}::uuid[])`.execute(
    tx.q,
  );
}
