import { createRoute } from '@hono/zod-openapi';
import type { AskedIncident } from '../../src/services/insight/explain/explained-incident.ts';
import { analyses } from '../http/analyses.ts';
import type { ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import { ExplainRequest, Explanation, NearMiss, NearMissQuery, VendorNearMissQuery } from './schema.ts';

const tags = ['Matching'];

const explain = createRoute({
  method: 'post',
  operationId: 'explainPair',
  path: '/security-monitoring/explain',
  tags,
  summary: 'Explain why an incident matches a vendor, or why not; nothing is stored',
  middleware: [anyRole] as const,
  request: { body: body(ExplainRequest) },
  responses: { 200: answers(Explanation, 'The explanation'), ...problems(404) },
});

const ofIncident = createRoute({
  method: 'get',
  operationId: 'listIncidentNearMisses',
  path: '/security-incidents/{id}/near-misses',
  tags,
  summary: 'List vendors just below the match threshold for an incident, by confidence',
  middleware: [anyRole] as const,
  request: { params: IdParam, query: NearMissQuery },
  responses: { 200: listOf(NearMiss, 'Near misses, on one page'), ...problems(404) },
});

const ofVendor = createRoute({
  method: 'get',
  operationId: 'listVendorNearMisses',
  path: '/vendors/{id}/near-misses',
  tags,
  summary: 'List recent incidents just below the match threshold for a vendor, a part of the window per page',
  middleware: [anyRole] as const,
  request: { params: IdParam, query: VendorNearMissQuery },
  responses: {
    200: listOf(NearMiss, "Near misses among the page's incidents, most confident first; perhaps none"),
    ...problems(404),
  },
});

/** Milliseconds that one may take. */
const LONGEST_MS = 20_000;

/** Why a pair of the register and the catalogue is a match or none, and which ones nearly are. */
export function explanationRoutes(deps: ApiDeps) {
  const router = createRouter();
  const analyse = analyses(deps, LONGEST_MS);

  router.openapi(explain, async (c) => {
    const { vendor_id, incident_id, external_id = '' } = c.req.valid('json');
    const asked: AskedIncident = incident_id === undefined ? { external_id } : { incident_id };
    return c.json(await analyse(c, 'explain', { vendor_id, ...asked }), 200);
  });

  router.openapi(ofIncident, async (c) => {
    const { id } = c.req.valid('param');
    const query = c.req.valid('query');
    return c.json(await analyse(c, 'incidentNearMisses', { id, ...query }), 200);
  });

  router.openapi(ofVendor, async (c) => {
    const { id } = c.req.valid('param');
    const query = c.req.valid('query');
    return c.json(pageOf(c, await analyse(c, 'vendorNearMisses', { id, ...query })), 200);
  });

  return router;
}
