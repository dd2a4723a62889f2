/** Open trackings and processes that the engine does not run any more: terminated, failed, timed out or forgotten. */
import pLimit from 'p-limit';
import { processId, responseId } from '../../src/contracts/ids.ts';
import {
  readOpenProcesses,
  readOpenResponses,
  recordRestart,
} from '../../src/services/response/record/open-runs.ts';
import { VIGIL } from '../../src/services/response/record/timeline.ts';
import { endOfRun } from '../../src/temporal/end-of-run.ts';
import { restartProcess, restartResponse } from '../../src/temporal/start-response.ts';
import { listRunning } from '../../src/temporal/running-workflows.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

type Parts = Pick<ActivityDependencies, 'db' | 'client' | 'logger'>;

/** Started again by one maintenance for one tenant; the next one takes the rest. */
const MOST = 2_000;
const AT_ONCE = 8;

/** A run that is open in the database and not at work in the engine. */
interface Lost {
  workflowId: string;
  trackingId: string | null;
  responseNo: number;
  instanceId: string | null;
  restart: () => Promise<boolean>;
}

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
async function lostResponses({ db, client }: Parts, tenantId: string): Promise<Lost[]> {
  const running = await listRunning(client, 'incidentResponse', tenantId);
  const open = await db.withTenant(tenantId, (tx) => readOpenResponses(tx));
  return open
    .map((subject) => ({
      workflowId: responseId(subject.trackingId),
      trackingId: subject.trackingId,
      responseNo: subject.responseNo,
      instanceId: null,
      restart: () => restartResponse(client, { tenantId, ...subject }),
    }))
    .filter(({ workflowId }) => !running.has(workflowId));
}

async function lostProcesses({ db, client }: Parts, tenantId: string): Promise<Lost[]> {
  const running = await listRunning(client, 'riskProcess', tenantId);
  const open = await db.withTenant(tenantId, (tx) => readOpenProcesses(tx, { settled: true }));
  return open
    .map(({ instanceId, vendorId, ...of }) => ({
      workflowId: processId(instanceId),
      ...of,
      instanceId,
      restart: () => restartProcess(client, { tenantId, instanceId, vendorId }),
    }))
    .filter(({ workflowId }) => !running.has(workflowId));
}

async function restart({ db, client, logger }: Parts, tenantId: string, lost: Lost): Promise<boolean> {
  const { workflowId, trackingId, responseNo, instanceId } = lost;
  const reason = await endOfRun(client, workflowId);
  if (reason === null || !(await lost.restart())) return false;
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
