import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../../src/db/database.ts';
import {
  readMonitoredTenant,
  readTenantPage,
} from '../../src/services/monitoring/scans/monitored-tenants.ts';
import {
  mendSchedules,
  reconcileSchedules,
  scheduleMaintenance,
  triggerCycles,
} from '../../src/temporal/schedules.ts';

/** Where Schedules and the configurations they follow are. */
export interface MonitoringParts {
  client: Client;
  db: Database;
  logger: Logger;
}

const PAGE = 200;
const TRIES = 3;

/** True when the engine will never take it, e.g. a time zone that it does not know: the SDK makes it a TypeError. */
const isRefused = (error: unknown) => (error as { name?: unknown } | null)?.name === 'TypeError';

/**
 * Does something for a tenant's Schedules. What the engine refuses for one tenant is told in the log and does not
 * stop the others: null then.
 */
async function unlessRefused<T>(logger: Logger, tenantId: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!isRefused(error)) throw error;
    logger.error({ err: error, tenant_id: tenantId }, 'the engine refuses the Schedules of a tenant');
    return null;
  }
}

/** Makes the Schedules of one tenant, and scans at once what was never scanned. */
export async function monitorTenant(
  { client, db, logger }: MonitoringParts,
  tenantId: string,
): Promise<void> {
  const { config, neverScanned } = await db.withTenant(tenantId, readMonitoredTenant);
  await unlessRefused(logger, tenantId, async () => {
    await reconcileSchedules(client, tenantId, config);
    await triggerCycles(client, tenantId, neverScanned);
  });
}

/**
 * Brings all Schedules in line with the configurations (which are written to the database first, so that a crash may
 * have left them behind) and with this release, until told to stop. Those that are as wanted are only read.
 */
export async function startMonitoring(parts: MonitoringParts, stopping: AbortSignal): Promise<void> {
  await scheduleMaintenance(parts.client);
  let after: string | undefined;
  do {
    const ids = await readTenantPage(parts.db, { after: after ?? null, limit: PAGE });
    for (const id of ids) {
      if (stopping.aborted) return;
      await mendTenant(parts, id);
    }
    after = ids.at(-1);
  } while (after !== undefined);
}

/**
 * Makes good what of a tenant's Schedules is not as configured, and scans what was never scanned. Looks again after a
 * change: a configuration may be replaced meanwhile. How many it changed; null when the engine refuses them.
 */
export async function mendTenant(
  { client, db, logger }: MonitoringParts,
  tenantId: string,
): Promise<number | null> {
  return unlessRefused(logger, tenantId, async () => {
    let mended = 0;
    for (let tries = 1; ; tries += 1) {
      const { config, neverScanned } = await db.withTenant(tenantId, readMonitoredTenant);
      const changed = await mendSchedules(client, tenantId, config);
      mended += changed;
      if (changed > 0 && tries < TRIES) continue;
      await triggerCycles(client, tenantId, neverScanned);
      return mended;
    }
  });
}
