/** Open trackings and processes that the engine does not run any more: terminated, failed, timed out or forgotten. */
import pLimit from 'p-limit';
import {
  readOpenProcesses,
  readOpenResponses,
  recordRestart,
} from '../../src/services/response/record/open-runs.ts';
import { VIGIL } from '../../src/services/response/record/timeline.ts';
import { processRun, responseRun, restartIfLost, type OpenRun } from '../../src/temporal/lost-runs.ts';
import { listRunning } from '../../src/temporal/running-workflows.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

type Parts = Pick<ActivityDependencies, 'db' | 'client' | 'logger'>;

/** Started again by one maintenance for one tenant; the next one takes the rest. */
const MOST = 2_000;
const AT_ONCE = 8;

/** Starts again what of a tenant is open and does not run; how many responses and processes. */
export async function restartLost(
  parts: Parts,
  tenantId: string,
  cancelled: AbortSignal,
): Promise<{ responses: number; processes: number }> {
  const lost = [...(await lostResponses(parts, tenantId)), ...(await lostProcesses(parts, tenantId))];
  const limit = pLimit(AT_ONCE);
  const counts = { responses: 0, processes: 0 };
  await Promise.all(
    lost.slice(0, MOST).map((one) =>
      limit(async () => {
        cancelled.throwIfAborted();
        if (!(await restart(parts, tenantId, one))) return;
        if (one.instanceId === null) counts.responses += 1;
        else counts.processes += 1;
      }),
    ),
  );
  return counts;
}

/** The engine is asked first: what begins meanwhile is open and not on its list, and its start says that it runs. */
async function lostResponses({ db, client }: Parts, tenantId: string): Promise<OpenRun[]> {
  const running = await listRunning(client, 'incidentResponse', tenantId);
  const open = await db.withTenant(tenantId, (tx) => readOpenResponses(tx));
  return open
    .map((subject) => responseRun(client, tenantId, subject))
    .filter(({ workflowId }) => !running.has(workflowId));
}

/** The same of processes, but for those that their responses are only just starting. */
async function lostProcesses({ db, client }: Parts, tenantId: string): Promise<OpenRun[]> {
  const running = await listRunning(client, 'riskProcess', tenantId);
  const open = await db.withTenant(tenantId, (tx) => readOpenProcesses(tx, { settled: true }));
  return open
    .map((process) => processRun(client, tenantId, process))
    .filter(({ workflowId }) => !running.has(workflowId));
}

async function restart({ db, client, logger }: Parts, tenantId: string, lost: OpenRun): Promise<boolean> {
  const { workflowId, trackingId, responseNo, instanceId } = lost;
  const reason = await restartIfLost(client, lost);
  if (reason === null) return false;
  logger.warn(
    { tenant_id: tenantId, workflow_id: workflowId, reason },
    'an open case had no running workflow; it was started again',
  );
  if (trackingId !== null) {
    const about = { trackingId, responseNo, instanceId, reason, actor: VIGIL, at: new Date().toISOString() };
    await db.withTenant(tenantId, (tx) => recordRestart(tx, about));
  }
  return true;
}
