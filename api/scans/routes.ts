import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import { listScans, readScan } from '../../src/services/monitoring/scans/list-scans.ts';
import { recordScanRequest } from '../../src/services/monitoring/scans/record-request.ts';
import { startScan } from '../../src/temporal/scans.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole, reviewer } from '../http/middleware/roles.ts';
import { answers, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import { Scan, ScanQuery, ScanRequest, ScanStarted } from './schema.ts';

const tags = ['Scans and feeds'];

const start = createRoute({
  method: 'post',
  operationId: 'startScan',
  path: '/security-monitoring/scan',
  tags,
  summary: 'Start a scan now',
  middleware: [reviewer] as const,
  request: { query: ScanRequest },
  responses: { 202: answers(ScanStarted, 'Started'), ...problems(503) },
});

const list = createRoute({
  method: 'get',
  operationId: 'listScans',
  path: '/security-monitoring/scans',
  tags,
  summary: 'List scans, newest first',
  middleware: [anyRole] as const,
  request: { query: ScanQuery },
  responses: { 200: listOf(Scan, 'Scans'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getScan',
  path: '/security-monitoring/scans/{id}',
  tags,
  summary: 'Read one scan',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Scan, 'The scan'), ...problems(404) },
});

/** Cycles that were run or asked for. */
export function scanRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(start, async (c) => {
    const { scan_type: scanType, days_back: daysBack } = c.req.valid('query');
    const { tenantId, userId: requestedBy } = c.var.principal;
    const started = await startScan(deps.temporal, { tenantId, scanType, daysBack, requestedBy });
    await inTenant(c, deps, (tx) =>
      recordScanRequest(tx, actorOf(c), { ...started, scanType, daysBack, requestedBy }),
    );
    const { scanId: scan_id, workflowId: workflow_id, runId: run_id } = started;
    return c.json({ scan_id, workflow_id, run_id }, 202, {
      location: `/api/v1/security-monitoring/scans/${scan_id}`,
    });
  });

  router.openapi(list, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listScans(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const scan = await inTenant(c, deps, (tx) => readScan(tx, id));
    return c.json(found(scan, 'scan'), 200);
  });

  return router;
}
