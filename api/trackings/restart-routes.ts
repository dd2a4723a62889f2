import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import {
  readOpenProcesses,
  readOpenResponses,
  recordRestart,
} from '../../src/services/response/record/open-runs.ts';
import { readTracking } from '../../src/services/response/record/read-tracking.ts';
import { processRun, responseRun, restartIfLost, type OpenRun } from '../../src/temporal/lost-runs.ts';
import { deciderOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { admin } from '../http/middleware/roles.ts';
import { answers, createRouter, problems } from '../http/openapi.ts';
import { ProblemError } from '../http/problem.ts';
import { readDetail } from './detail.ts';
import { TrackingDetail, TrackingParams } from './schema.ts';

/** Milliseconds that the engine may take altogether. */
const TIMEOUT_MS = 5_000;

const restart = createRoute({
  method: 'post',
  operationId: 'restartResponse',
  path: '/vendors/{id}/security/{tracking_id}/restart',
  tags: ['Trackings'],
  summary: 'Start the response of an open case again whose workflow has ended, and its process',
  middleware: [admin] as const,
  request: { params: TrackingParams },
  responses: {
    200: answers(TrackingDetail, 'The case, whose response runs again'),
    ...problems(404, 409, 503),
  },
});

/** The response of the case and its processes, as far as they are open. */
async function openRuns(
  c: ApiContext,
  deps: ApiDeps,
  of: { vendorId: string; trackingId: string },
): Promise<OpenRun[]> {
  const { tenantId } = c.var.principal;
  const { trackingId } = of;
  const { responses, processes } = await inTenant(c, deps, async (tx) => {
    const tracking = found(await readTracking(tx, trackingId, of.vendorId), 'tracking');
    if (tracking.status === 'resolved') {
      throw new ProblemError('conflict', {
        detail: 'The case is resolved. Reopen it, and it responds again.',
      });
    }
    return {
      responses: await readOpenResponses(tx, { trackingId }),
      processes: await readOpenProcesses(tx, { trackingId }),
    };
  });
  return [
    ...responses.map((subject) => responseRun(deps.temporal, tenantId, subject)),
    ...processes.map((process) => processRun(deps.temporal, tenantId, process)),
  ];
}

/** Starts again what the engine lost of a case. */
export function restartRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(restart, async (c) => {
    const { id: vendorId, tracking_id: trackingId } = c.req.valid('param');
    const runs = await openRuns(c, deps, { vendorId, trackingId });
    let restarted = 0;
    for (const run of runs) {
      const reason = await deps.temporal.withDeadline(Date.now() + TIMEOUT_MS, () =>
        restartIfLost(deps.temporal, run),
      );
      if (reason === null) continue;
      restarted += 1;
      const { responseNo, instanceId } = run;
      const about = { trackingId, responseNo, instanceId, reason, at: new Date().toISOString() };
      const actor = deciderOf(c);
      // The engine runs it already, so its record stays whatever becomes of the request.
      await deps.db.withTenant(c.var.principal.tenantId, (tx) => recordRestart(tx, { ...about, actor }));
    }
    if (restarted === 0) {
      throw new ProblemError('conflict', {
        detail:
          runs.length === 0
            ? 'Its response was not started yet; the next scan starts it.'
            : 'Its workflow is running. Nothing needs to be started.',
      });
    }
    return c.json(found(await readDetail(c, deps, { vendorId, id: trackingId }), 'tracking'), 200);
  });

  return router;
}
