import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { incidentStatus } from '../../../domain/response/tracking-life.ts';

/**
 * Sets an incident's status for this tenant from the tenant's trackings of it: beside a shared incident, or on the
 * tenant's own. The row is locked first, so that the last of two resolutions at once sees the other.
 */
export async function settleIncidentStatus(tx: TenantTx, incidentId: string): Promise<void> {
  const own = await tx.sql
    .selectFrom('security_incidents')
    .select('id')
    .where('id', '=', incidentId)
    .where('tenant_id', '=', tx.tenantId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (own === undefined) await lockSharedState(tx, incidentId);
  const trackings = await tx.sql
    .selectFrom('vendor_security_tracking')
    .select(['status', 'resolution_type as resolution'])
    .where('incident_id', '=', incidentId)
    .execute();
  const status = incidentStatus(trackings);
  if (own === undefined) {
    await tx.sql
      .updateTable('tenant_incidents')
      .set({ status })
      .where('incident_id', '=', incidentId)
      .where('status', '<>', status)
      .execute();
  } else {
    await tx.sql
      .updateTable('security_incidents')
      .set({ status })
      .where('id', '=', incidentId)
      .where('status', '<>', status)
      .execute();
  }
}

async function lockSharedState(tx: TenantTx, incidentId: string): Promise<void> {
  await tx.sql
    .insertInto('tenant_incidents')
    .values({ id: uuidv7(), tenant_id: tx.tenantId, incident_id: incidentId })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'incident_id']).doUpdateSet({ incident_id: incidentId }),
    )
    .execute();
}
