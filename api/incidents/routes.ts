import { createRoute } from '@hono/zod-openapi';
import { createIncident } from '../../src/services/catalogue/incidents/create-incident.ts';
import { listIncidents } from '../../src/services/catalogue/incidents/list-incidents.ts';
import { readIncident } from '../../src/services/catalogue/incidents/read-incident.ts';
import { incidentProvenance } from '../../src/services/catalogue/incidents/read-provenance.ts';
import { updateIncidentStatus } from '../../src/services/catalogue/incidents/update-incident-status.ts';
import { found } from '../../src/domain/fault.ts';
import { listTasksOfIncident } from '../../src/services/response/tasks/list-tasks.ts';
import { listTrackingsOfIncident } from '../../src/services/response/record/read-tracking.ts';
import { matchIncident } from '../../src/temporal/scans.ts';
import { afterCommit, actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole, reviewer } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { presentTracking } from '../trackings/present.ts';
import { IdParam } from '../http/fields.ts';
import {
  Incident,
  IncidentCreate,
  IncidentDetail,
  IncidentPatch,
  IncidentQuery,
  ListedIncident,
} from './schema.ts';

const tags = ['Security incidents'];

const list = createRoute({
  method: 'get',
  operationId: 'listIncidents',
  path: '/security-incidents',
  tags,
  summary: "List shared incidents and the tenant's own",
  middleware: [anyRole] as const,
  request: { query: IncidentQuery },
  responses: { 200: listOf(ListedIncident, 'Incidents, as lists show them'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getIncident',
  path: '/security-incidents/{id}',
  tags,
  summary: 'Read one incident with its cases and actions',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(IncidentDetail, 'The incident'), ...problems(404) },
});

const create = createRoute({
  method: 'post',
  operationId: 'createIncident',
  path: '/security-incidents',
  tags,
  summary: 'Enter an incident by hand; it is matched at once',
  middleware: [reviewer] as const,
  request: { body: body(IncidentCreate) },
  responses: { 201: answers(Incident, 'The incident'), ...problems(409) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateIncident',
  path: '/security-incidents/{id}',
  tags,
  summary: 'Set status and notes for this tenant',
  middleware: [reviewer] as const,
  request: { params: IdParam, body: body(IncidentPatch) },
  responses: { 200: answers(Incident, 'The incident'), ...problems(404, 409) },
});

/** The catalogue, and what a tenant enters by hand. */
export function incidentRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, sort, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listIncidents(tx, filter, { limit, cursor, sort }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const detail = await inTenant(c, deps, async (tx) => {
      const incident = found(await readIncident(tx, id), 'incident');
      const trackings = await listTrackingsOfIncident(tx, id);
      const actions = await listTasksOfIncident(tx, id);
      return {
        ...incident,
        provenance: incidentProvenance(incident),
        trackings: trackings.map((row) => presentTracking(deps, row)),
        actions,
      };
    });
    return c.json(detail, 200);
  });

  router.openapi(create, async (c) => {
    const input = c.req.valid('json');
    const incident = await inTenant(c, deps, (tx) => createIncident(tx, actorOf(c), input));
    await afterCommit(c, () => matchSoon(c, deps, incident.id));
    return c.json(incident, 201, { location: `/api/v1/security-incidents/${incident.id}` });
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const incident = await inTenant(c, deps, (tx) => updateIncidentStatus(tx, actorOf(c), id, change));
    return c.json(incident, 200);
  });

  return router;
}

/** The incident is there whether the engine is or not: a cycle finds it, too, since it is new to the watermark. */
async function matchSoon(c: ApiContext, { temporal, logger }: ApiDeps, incidentId: string): Promise<void> {
  const { tenantId, userId } = c.var.principal;
  try {
    await matchIncident(temporal, { tenantId, incidentId, requestedBy: userId });
  } catch (error) {
    logger.warn({ err: error, incident_id: incidentId }, 'the new incident waits for the next cycle');
  }
}
