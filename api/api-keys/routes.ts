import { createRoute } from '@hono/zod-openapi';
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/services/access/keys/manage-api-keys.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { IdParam } from '../http/fields.ts';
import { pageOf } from '../http/links.ts';
import { admin } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import * as schemas from './schema.ts';

const tags = ['People and access'];

const keys = createRoute({
  method: 'get',
  operationId: 'listApiKeys',
  path: '/api-keys',
  tags,
  summary: 'List API keys without their secrets, newest first',
  middleware: [admin] as const,
  request: { query: schemas.ApiKeyQuery },
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

/** API keys: their secret is shown once, when they are made. */
export function apiKeyRoutes(deps: ApiDeps) {
  const router = createRouter();

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

  return router;
}
