import type { Client } from '@temporalio/client';
import type { Database } from '../db/database.ts';
import { readMonitoredTenants } from '../services/scans/monitored-tenants.ts';
import { reconcileSchedules, triggerCycles } from './schedules.ts';

/**
 * Brings every tenant's Schedules in line with its configuration (which is written to the database first, so that
 * a crash may have left them behind), and scans at once what was never scanned.
 */
export async function startMonitoring(client: Client, db: Database): Promise<void> {
  for (const { tenantId, config, neverScanned } of await readMonitoredTenants(db)) {
    await reconcileSchedules(client, tenantId, config);
    await triggerCycles(client, tenantId, neverScanned);
  }
}
