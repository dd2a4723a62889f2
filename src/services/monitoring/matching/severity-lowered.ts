import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { atLeast } from '../../../domain/vocabulary.ts';
import { recordAudits, SYSTEM } from '../../access/audit/record.ts';
import type { StoredIncident, StoredTracking } from '../../response/record/load-tracking.ts';
import { VIGIL, type TimelineKind } from '../../response/record/timeline.ts';

/** A tracking with what its people know, and its incident as it stands. */
export interface Noted {
  tracking: Pick<
    StoredTracking,
    'id' | 'status' | 'incident_severity' | 'incident_kev' | 'response_no' | 'response_workflow_id'
  >;
  incident: Pick<StoredIncident, 'severity' | 'kev_added_on' | 'withdrawn_at'>;
}

/** True where people who are at work on it know it as worse than it is: in KEV, or more severe. */
function isSeverityLowered({ tracking, incident }: Noted): boolean {
  const { incident_severity: severity, incident_kev: kev } = tracking;
  const told = tracking.response_workflow_id !== null && severity !== null;
  if (!told || tracking.status === 'resolved' || incident.withdrawn_at !== null) return false;
  const lower = severity !== incident.severity && atLeast(severity, incident.severity);
  return lower || (kev && incident.kev_added_on === null);
}

const changeOf = ({ tracking, incident }: Noted) => ({
  before: { severity: tracking.incident_severity, kev: tracking.incident_kev },
  after: { severity: incident.severity, kev: incident.kev_added_on !== null },
});

const KIND: TimelineKind = 'eased';

/**
 * Writes on the timelines and in the audit log which incidents are not as bad any more as people were told. Nobody is
 * alerted of that. Once each: from now on they are known as they are.
 */
export async function recordSeverityLowered(tx: TenantTx, noted: readonly Noted[]): Promise<void> {
  const eased = noted.filter(isSeverityLowered);
  if (eased.length === 0) return;
  const rows = eased.map((one) => {
    const { before, after } = changeOf(one);
    return {
      id: uuidv7(),
      tenant_id: tx.tenantId,
      tracking_id: one.tracking.id,
      response_no: one.tracking.response_no,
      kind: KIND,
      actor_type: 'system' as const,
      actor_name: VIGIL.name,
      step: 'monitoring-cycle',
      detail: json({
        severity: { before: before.severity, after: after.severity },
        kev: { before: before.kev, after: after.kev },
      }),
    };
  });
  await tx.sql.insertInto('tracking_events').values(rows).execute();
  await recordAudits(
    tx,
    SYSTEM,
    eased.map((one) => ({
      action: 'tracking.ease',
      targetType: 'vendor_security_tracking',
      targetId: one.tracking.id,
      ...changeOf(one),
    })),
  );
}
