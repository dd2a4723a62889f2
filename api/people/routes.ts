import { createRoute } from '@hono/zod-openapi';
import { listAudit } from '../../src/services/access/audit/list.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/services/access/keys/manage-api-keys.ts';
import { listTeams, listUsers } from '../../src/services/access/people/list-people.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { admin, anyRole, complianceOfficer } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
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
  request: { query: schemas.PageQuery },
  responses: { 200: listOf(schemas.Team, 'Teams'), ...problems() },
});

const keys = createRoute({
  method: 'get',
  operationId: 'listApiKeys',
  path: '/api-keys',
  tags,
  summary: 'List API keys without their secrets, newest first',
  middleware: [admin] as const,
  request: { query: schemas.PageQuery },
  responses: { 200: listOf(schemas.ApiKey, 'Keys'), ...problems() },
});

const createKey = createRoute({
  method: 'post',
  operationId: 'createApiKey',
  path: '/api-keys',
  tags,
  summary: 'Make an API key; only this answer shows it',
  middleware: [admin] as const,
  request: { body: body(schemas.ApiKeyCreate) },
  responses: { 201: answers(schemas.ApiKeyCreated, 'The key'), ...problems() },
});

const revokeKey = createRoute({
  method: 'delete',
  operationId: 'revokeApiKey',
  path: '/api-keys/{id}',
  tags,
  summary: 'Revoke an API key and end its sessions',
  middleware: [admin] as const,
  request: { params: IdParam },
  responses: { 204: { description: 'Revoked' }, ...problems(404) },
});

const audit = createRoute({
  method: 'get',
  operationId: 'listAuditEntries',
  path: '/audit-log',
  tags,
  summary: 'List every change and every sign-in, newest first',
  middleware: [complianceOfficer] as const,
  request: { query: schemas.AuditQuery },
  responses: { 200: listOf(schemas.AuditEntry, 'Entries'), ...problems() },
});

/** People, keys, and what they did. */
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

  router.openapi(keys, async (c) => {
    const page = await inTenant(c, deps, (tx) => listApiKeys(tx, c.req.valid('query')));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(createKey, async (c) => {
    const input = c.req.valid('json');
    const key = await inTenant(c, deps, (tx) => createApiKey(tx, actorOf(c), input));
    return c.json(key, 201, { 'cache-control': 'no-store' });
  });

  router.openapi(revokeKey, async (c) => {
    const { id } = c.req.valid('param');
    await inTenant(c, deps, (tx) => revokeApiKey(tx, actorOf(c), id));
    return c.body(null, 204);
  });

  router.openapi(audit, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listAudit(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  return router;
}
