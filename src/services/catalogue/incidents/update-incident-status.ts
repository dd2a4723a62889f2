import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { IncidentStatus } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found } from '../../../domain/fault.ts';
import { incidentStatus } from '../../../domain/response/tracking-life.ts';
import type { WholeIncident } from './incident-row.ts';
import { readIncident } from './read-incident.ts';

/** What a tenant says of an incident; a key left out stays. */
export interface IncidentChange {
  status?: IncidentStatus | undefined;
  resolution_notes?: string | null | undefined;
}

/** Sets status and notes for this tenant: beside a shared incident, or on its own. Throws Fault when there is none. */
export async function updateIncidentStatus(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  { status, resolution_notes }: IncidentChange,
): Promise<WholeIncident> {
  const before = found(await readIncident(tx, id), 'incident');
  const change = {
    ...(status === undefined ? {} : { status }),
    ...(resolution_notes === undefined ? {} : { resolution_notes }),
  };
  if (Object.keys(change).length === 0) return before;
  if (status !== undefined) await refuseContradiction(tx, id, status);
  if (before.tenant_id === null) {
    await tx.sql
      .insertInto('tenant_incidents')
      .values({ id: uuidv7(), tenant_id: tx.tenantId, incident_id: id, ...change })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'incident_id']).doUpdateSet(change))
      .execute();
  } else {
    await tx.sql.updateTable('security_incidents').set(change).where('id', '=', id).execute();
  }
  await recordAudit(tx, actor, {
    action: 'incident.update',
    targetType: 'security_incident',
    targetId: id,
    before: { status: before.status, resolution_notes: before.resolution_notes },
    after: change,
  });
  return found(await readIncident(tx, id), 'incident');
}

/** The status of an incident that has cases follows from them: another one would say what is not so. */
async function refuseContradiction(tx: TenantTx, incidentId: string, status: IncidentStatus): Promise<void> {
  const cases = await tx.sql
    .selectFrom('vendor_security_tracking')
    .select(['status', 'resolution_type as resolution'])
    .where('incident_id', '=', incidentId)
    .execute();
  const followed = incidentStatus(cases);
  if (cases.length === 0 || status === followed) return;
  const open = cases.filter((one) => one.status !== 'resolved').length;
  throw new Fault(
    'conflict',
    open > 0
      ? `The incident is ${followed}: ${open} of its ${cases.length} cases are open. It follows from them; resolve those.`
      : `The incident is ${followed}, as its ${cases.length} cases were decided. Reopen one to change that.`,
  );
}
