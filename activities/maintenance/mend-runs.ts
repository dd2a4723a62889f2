import { alertDigestId } from '../../src/contracts/ids.ts';
import { hasQueuedAlerts } from '../../src/services/response/alerts/open-digests.ts';
import { failScan } from '../../src/services/monitoring/scans/finish-scan.ts';
import { readRunningScans } from '../../src/services/monitoring/scans/running-scans.ts';
import { endOfRun, isAtWork } from '../../src/temporal/end-of-run.ts';
import { askForDigest } from '../deliveries/ask-for-digest.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

type Parts = Pick<ActivityDependencies, 'db' | 'client' | 'logger'>;

/** Closes the scans of a tenant whose workflow was ended from outside, so that it could not say so; how many. */
export async function closeLostScans({ db, client, logger }: Parts, tenantId: string): Promise<number> {
  let closed = 0;
  for (const { id, workflow_id, run_id } of await db.withTenant(tenantId, readRunningScans)) {
    const end = await endOfRun(client, workflow_id, run_id);
    // It says itself that it is done before it ends, so that what is still running now was lost.
    if (end === null || !(await db.withTenant(tenantId, (tx) => failScan(tx, id, end)))) continue;
    closed += 1;
    logger.warn(
      { tenant_id: tenantId, scan_id: id, reason: end },
      'a scan whose workflow had ended was closed',
    );
  }
  return closed;
}

/** Has a tenant's queued alerts gathered where what was to do it was ended from outside; true when it was. */
export async function resumeDigest({ db, client, logger }: Parts, tenantId: string): Promise<boolean> {
  if (!(await db.withTenant(tenantId, hasQueuedAlerts))) return false;
  if (await isAtWork(client, alertDigestId(tenantId))) return false;
  await askForDigest(client, tenantId);
  logger.warn({ tenant_id: tenantId }, 'alerts were queued for a digest that was not under way');
  return true;
}
