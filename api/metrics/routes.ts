import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import { readMetrics } from '../../src/services/operations/metrics/read-metrics.ts';
import { readTrends } from '../../src/services/operations/metrics/read-trends.ts';
import { readVendorReport } from '../../src/services/operations/metrics/vendor-report.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, createRouter, problems } from '../http/openapi.ts';
import { presentProcess } from '../processes/present.ts';
import { presentTracking } from '../trackings/present.ts';
import { IdParam } from '../http/fields.ts';
import { Metrics, TrendDay, TrendQuery } from './schema.ts';
import { VendorReport } from './report-schema.ts';

const tags = ['Metrics and reports'];

const now = createRoute({
  method: 'get',
  operationId: 'getMetrics',
  path: '/security-metrics',
  tags,
  summary: 'Read the figures of the dashboard',
  middleware: [anyRole] as const,
  responses: { 200: answers(Metrics, 'Figures'), ...problems() },
});

const trends = createRoute({
  method: 'get',
  operationId: 'listTrends',
  path: '/security-metrics/trends',
  tags,
  summary: 'Read one row per day, oldest first',
  middleware: [anyRole] as const,
  request: { query: TrendQuery },
  responses: { 200: answers(TrendDay.array(), 'Days'), ...problems() },
});

const report = createRoute({
  method: 'get',
  operationId: 'getVendorReport',
  path: '/vendors/{id}/security/report',
  tags,
  summary: 'Read everything about the security of one vendor',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(VendorReport, 'The report'), ...problems(404) },
});

/** Figures over a tenant, over time, and of one vendor. */
export function metricRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(now, async (c) => c.json(await inTenant(c, deps, readMetrics), 200));

  router.openapi(trends, async (c) => {
    const { days } = c.req.valid('query');
    return c.json(await inTenant(c, deps, (tx) => readTrends(tx, days)), 200);
  });

  router.openapi(report, async (c) => {
    const { id } = c.req.valid('param');
    const rows = found(await inTenant(c, deps, (tx) => readVendorReport(tx, id)), 'vendor');
    return c.json(
      {
        ...rows,
        incidents: rows.incidents.map((row) => presentTracking(deps, row)),
        processes: rows.processes.map((row) => presentProcess(deps, row)),
      },
      200,
    );
  });

  return router;
}
