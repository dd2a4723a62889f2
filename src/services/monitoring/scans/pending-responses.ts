import { sql } from 'kysely';
import type { ResponseSubject } from '../../../contracts/incident-updates.ts';
import type { TenantTx } from '../../../db/database.ts';
import type { Severity } from '../../../domain/vocabulary.ts';
import { recordAudits, SYSTEM } from '../../access/audit/record.ts';

interface Row {
  id: string;
  response_no: number;
  vendor_id: string;
  incident_id: string;
  incident_severity: Severity | null;
}

/** How many to read, and of which incident where not of all. */
export interface PendingQuery {
  limit: number;
  incidentId?: string | undefined;
}

/**
 * Open trackings that no response works on yet, whichever cycle found them, the riskiest first. They stay this
 * transaction's until it ends: another that asks meanwhile is given others.
 */
export async function claimPendingResponses(
  tx: TenantTx,
  { limit, incidentId }: PendingQuery,
): Promise<ResponseSubject[]> {
  const { rows } = await sql<Row>`
    select t.id, t.response_no, t.vendor_id, t.incident_id, t.incident_severity
    from vendor_security_tracking t
    where t.response_workflow_id is null and t.status <> 'resolved'
      and (${incidentId ?? null}::uuid is null or t.incident_id = ${incidentId ?? null}::uuid)
      and t.match_confidence >= (select coalesce(max(min_confidence_to_respond), 0) from security_monitoring_configs)
    order by t.risk_score desc, t.id limit ${limit}
    for no key update skip locked`.execute(tx.sql);
  return rows.map((row) => ({
    trackingId: row.id,
    responseNo: row.response_no,
    vendorId: row.vendor_id,
    incidentId: row.incident_id,
    severity: row.incident_severity ?? 'medium',
  }));
}

/** Notes which response works on a tracking; the response itself may have been faster. Returns how many were noted. */
export async function markResponding(
  tx: TenantTx,
  started: readonly { trackingId: string; workflowId: string }[],
): Promise<number> {
  const { rows } = await sql<{ id: string; response_workflow_id: string }>`
    update vendor_security_tracking t set response_workflow_id = u.workflow_id
    from unnest(${started.map((one) => one.trackingId)}::uuid[], ${started.map((one) => one.workflowId)}::text[])
      as u (id, workflow_id)
    where t.id = u.id and t.response_workflow_id is null returning t.id, t.response_workflow_id`.execute(
    tx.sql,
  );
  await recordAudits(
    tx,
    SYSTEM,
    rows.map((row) => ({
      action: 'response.start',
      targetType: 'vendor_security_tracking',
      targetId: row.id,
      after: { workflow_id: row.response_workflow_id },
    })),
  );
  return rows.length;
}
