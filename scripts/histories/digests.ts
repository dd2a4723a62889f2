import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { askForDigest } from '../../activities/deliveries/ask-for-digest.ts';
import { alertDigestId } from '../../src/contracts/ids.ts';
import { createTenant } from '../../src/db/seed/create-tenant.ts';
import { addVendors, manualScan, until, type Recording } from './recording.ts';

/** A tenant whose alerts exceed its budget: the digest while it waits, and one that is sent. */
export async function recordDigests(recording: Recording): Promise<void> {
  const { client, db, record } = recording;
  const tenantId = await createTenant(db, { slug: 'flooded', name: 'Flooded' }, async (tx) => {
    await tx.sql.updateTable('security_monitoring_configs').set({ alert_budget_per_hour: 1 }).execute();
    await tx.sql
      .insertInto('users')
      .values({ id: uuidv7(), tenant_id: tx.tenantId, name: 'Ada', email: 'ada@x.example', roles: ['admin'] })
      .execute();
  });
  await addVendors(db, tenantId);
  await manualScan(recording, tenantId, 'all');
  const digest = client.workflow.getHandle(alertDigestId(tenantId));
  await until('a held alert', () => digest.describe().catch(() => null));
  await sleep(5_000);
  await record('alert-digest-waiting', digest.workflowId);
  await digest.terminate('Recorded');
  await db.withTenant(tenantId, (tx) =>
    tx.sql
      .updateTable('alert_deliveries')
      .set({ held_at: new Date(Date.now() - 7_200_000).toISOString() })
      .where('status', '=', 'held')
      .execute(),
  );
  await askForDigest(client, tenantId);
  await digest.result();
  await record('alert-digest-sent', digest.workflowId);
}
