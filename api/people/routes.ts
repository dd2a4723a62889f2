import { createRoute } from '@hono/zod-openapi';
import { listTeams, listUsers } from '../../src/services/access/people/list-people.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { createRouter, listOf, problems } from '../http/openapi.ts';
import * as schemas from './schema.ts';

const tags = ['People and access'];

const users = createRoute({
  method: 'get',
  operationId: 'listUsers',
  path: '/users',
  tags,
  summary: 'List people by name',
  middleware: [anyRole] as const,
  request: { query: schemas.UserQuery },
  responses: { 200: listOf(schemas.User, 'People'), ...problems() },
});

const teams = createRoute({
  method: 'get',
  operationId: 'listTeams',
  path: '/teams',
  tags,
  summary: 'List teams with their members, by name',
  middleware: [anyRole] as const,
  request: { query: schemas.TeamQuery },
  responses: { 200: listOf(schemas.Team, 'Teams'), ...problems() },
});

/** People and teams. */
export function peopleRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(users, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listUsers(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(teams, async (c) => {
    const page = await inTenant(c, deps, (tx) => listTeams(tx, c.req.valid('query')));
    return c.json(pageOf(c, page), 200);
  });

  return router;
}
