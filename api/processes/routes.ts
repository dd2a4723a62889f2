import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import {
  listProcessConfigurations,
  listProcesses,
  readProcess,
  readProcessConfiguration,
} from '../../src/services/response/processes/list-processes.ts';
import {
  createConfiguration,
  updateConfiguration,
} from '../../src/services/response/processes/write-configuration.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { presentProcess } from './present.ts';
import { IdParam } from '../http/fields.ts';
import * as schemas from './schema.ts';

const tags = ['Processes'];

const list = createRoute({
  method: 'get',
  operationId: 'listProcessConfigurations',
  path: '/workflow-configurations',
  tags,
  summary: 'List configured TPRM, VRM and risk processes by name',
  middleware: [anyRole] as const,
  request: { query: schemas.ProcessConfigurationQuery },
  responses: { 200: listOf(schemas.ProcessConfiguration, 'Configurations'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getProcessConfiguration',
  path: '/workflow-configurations/{id}',
  tags,
  summary: 'Read one configured process',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(schemas.ProcessConfiguration, 'The configuration'), ...problems(404) },
});

const create = createRoute({
  method: 'post',
  operationId: 'createProcessConfiguration',
  path: '/workflow-configurations',
  tags,
  summary: 'Add a process',
  middleware: [admin] as const,
  request: { body: body(schemas.ProcessConfigurationCreate) },
  responses: { 201: answers(schemas.ProcessConfiguration, 'The configuration'), ...problems(409) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateProcessConfiguration',
  path: '/workflow-configurations/{id}',
  tags,
  summary: 'Change a process; running ones keep the steps that they began with',
  middleware: [admin] as const,
  request: { params: IdParam, body: body(schemas.ProcessConfigurationPatch) },
  responses: { 200: answers(schemas.ProcessConfiguration, 'The configuration'), ...problems(404) },
});

const listRuns = createRoute({
  method: 'get',
  operationId: 'listProcessInstances',
  path: '/workflow-instances',
  tags,
  summary: 'List started processes, newest first',
  middleware: [anyRole] as const,
  request: { query: schemas.ProcessInstanceQuery },
  responses: { 200: listOf(schemas.ProcessInstance, 'Processes'), ...problems() },
});

const getRun = createRoute({
  method: 'get',
  operationId: 'getProcessInstance',
  path: '/workflow-instances/{id}',
  tags,
  summary: 'Read one started process',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(schemas.ProcessInstance, 'The process'), ...problems(404) },
});

/** Processes as configured, and as they run. */
export function processRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listProcessConfigurations(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const configuration = await inTenant(c, deps, (tx) => readProcessConfiguration(tx, id));
    return c.json(found(configuration, 'workflow configuration'), 200);
  });

  router.openapi(create, async (c) => {
    const input = c.req.valid('json');
    const configuration = await inTenant(c, deps, (tx) => createConfiguration(tx, actorOf(c), input));
    return c.json(configuration, 201, { location: `/api/v1/workflow-configurations/${configuration.id}` });
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const configuration = await inTenant(c, deps, (tx) => updateConfiguration(tx, actorOf(c), id, input));
    return c.json(configuration, 200);
  });

  router.openapi(listRuns, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listProcesses(tx, filter, { limit, cursor }));
    return c.json(
      pageOf(c, page).map((row) => presentProcess(deps, row)),
      200,
    );
  });

  router.openapi(getRun, async (c) => {
    const { id } = c.req.valid('param');
    const row = found(await inTenant(c, deps, (tx) => readProcess(tx, id)), 'process');
    return c.json(presentProcess(deps, row), 200);
  });

  return router;
}
