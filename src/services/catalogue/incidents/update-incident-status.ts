import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { IncidentStatus } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { found } from '../../../domain/fault.ts';
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
