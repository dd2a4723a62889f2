import { createRoute, z } from '@hono/zod-openapi';
import { recordAudit } from '../../src/services/access/audit/record.ts';
import { found } from '../../src/domain/fault.ts';
import { readIncident } from '../../src/services/catalogue/incidents/read-incident.ts';
import { matchIncident, scanCve, type StartedScan } from '../../src/temporal/scans.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { reviewer } from '../http/middleware/roles.ts';
import { answers, createRouter, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import { MatchStarted } from './schema.ts';

const tags = ['Security incidents'];

const match = createRoute({
  method: 'post',
  operationId: 'matchIncident',
  path: '/security-incidents/{id}/match-vendors',
  tags,
  summary: "Match one incident with the tenant's vendors now",
  middleware: [reviewer] as const,
  request: { params: IdParam },
  responses: { 202: answers(MatchStarted, 'Started'), ...problems(404, 503) },
});

const CveParam = z.object({
  cve_id: z
    .string()
    .transform((given) => given.toUpperCase())
    .pipe(z.string().regex(/^CVE-\d{4}-\d{4,19}$/))
    .openapi({ param: { name: 'cve_id', in: 'path' }, type: 'string', example: 'CVE-2024-3094' }),
});

const scan = createRoute({
  method: 'post',
  operationId: 'scanCve',
  path: '/security-incidents/scan-cve/{cve_id}',
  tags,
  summary: 'Fetch one CVE from its sources now and match it',
  middleware: [reviewer] as const,
  request: { params: CveParam },
  responses: { 202: answers(MatchStarted, 'Started'), ...problems(404, 503) },
});

/** Work on single incidents that the engine does. */
export function incidentScanRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(match, async (c) => {
    const { id } = c.req.valid('param');
    const { tenantId, userId } = c.var.principal;
    await inTenant(c, deps, async (tx) => found(await readIncident(tx, id), 'incident'));
    const started = await matchIncident(deps.temporal, { tenantId, incidentId: id, requestedBy: userId });
    await inTenant(c, deps, (tx) =>
      recordAudit(tx, actorOf(c), {
        action: 'incident.match',
        targetType: 'security_incident',
        targetId: id,
        after: answer(started),
      }),
    );
    return c.json(answer(started), 202);
  });

  router.openapi(scan, async (c) => {
    const { cve_id: cveId } = c.req.valid('param');
    const { tenantId, userId } = c.var.principal;
    const started = await scanCve(deps.temporal, { tenantId, cveId, requestedBy: userId });
    await inTenant(c, deps, (tx) =>
      recordAudit(tx, actorOf(c), {
        action: 'incident.scan_cve',
        targetType: 'cve',
        targetId: cveId,
        after: answer(started),
      }),
    );
    return c.json(answer(started), 202);
  });

  return router;
}

const answer = ({ scanId, workflowId, runId }: StartedScan) => ({
  scan_id: scanId,
  workflow_id: workflowId,
  run_id: runId,
});
