import { createRoute } from '@hono/zod-openapi';
import {
  readFeed,
  readStoredFeed,
  withoutQuery,
  type CustomFeedRow,
} from '../../src/services/custom-feeds/feed-row.ts';
import { listCustomFeeds } from '../../src/services/custom-feeds/manage/list-feeds.ts';
import { listCustomFeedRejects } from '../../src/services/custom-feeds/health/custom-rejects.ts';
import { createPreview } from '../../src/services/custom-feeds/manage/preview-feed.ts';
import {
  createFeed,
  deleteFeed,
  patched,
  updateFeed,
} from '../../src/services/custom-feeds/manage/write-feed.ts';
import { found } from '../../src/domain/fault.ts';
import { recordScanRequest } from '../../src/services/monitoring/scans/record-request.ts';
import { startScan } from '../../src/temporal/scans.ts';
import { afterCommit, actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import * as schemas from './schema.ts';

const tags = ['Custom feeds'];

const list = createRoute({
  method: 'get',
  operationId: 'listCustomFeeds',
  path: '/custom-feeds',
  tags,
  summary: 'List custom feeds with their health, by name',
  middleware: [anyRole] as const,
  request: { query: schemas.PageQuery },
  responses: { 200: listOf(schemas.CustomFeed, 'Feeds'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getCustomFeed',
  path: '/custom-feeds/{id}',
  tags,
  summary: 'Read one custom feed',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(schemas.CustomFeed, 'The feed'), ...problems(404) },
});

const rejects = createRoute({
  method: 'get',
  operationId: 'listCustomFeedRejects',
  path: '/custom-feeds/{id}/rejects',
  tags,
  summary: 'List entries of the feed that could not be read, with the reason, latest first',
  middleware: [anyRole] as const,
  request: { params: IdParam, query: schemas.PageQuery },
  responses: { 200: listOf(schemas.CustomFeedReject, 'Rejects'), ...problems(404) },
});

const create = createRoute({
  method: 'post',
  operationId: 'createCustomFeed',
  path: '/custom-feeds',
  tags,
  summary: 'Add a custom feed; it is read at once and by every later scan of feeds',
  middleware: [admin] as const,
  request: { body: body(schemas.CustomFeedCreate) },
  responses: { 201: answers(schemas.CustomFeed, 'The feed'), ...problems(409) },
});

const preview = createRoute({
  method: 'post',
  operationId: 'previewCustomFeed',
  path: '/custom-feeds/preview',
  tags,
  summary: 'Show what a feed would bring; nothing is stored',
  middleware: [admin] as const,
  request: { body: body(schemas.CustomFeedPreview) },
  responses: { 200: answers(schemas.PreviewAnswer, 'Entries, or why there are none'), ...problems() },
});

const previewChange = createRoute({
  method: 'post',
  operationId: 'previewCustomFeedChange',
  path: '/custom-feeds/{id}/preview',
  tags,
  summary: 'Show what a feed would bring after these changes; nothing is stored',
  middleware: [admin] as const,
  request: { params: IdParam, body: body(schemas.CustomFeedPatch) },
  responses: { 200: answers(schemas.PreviewAnswer, 'Entries, or why there are none'), ...problems(404) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateCustomFeed',
  path: '/custom-feeds/{id}',
  tags,
  summary: 'Change a custom feed; it is read anew when the change affects what is read or how',
  middleware: [admin] as const,
  request: { params: IdParam, body: body(schemas.CustomFeedPatch) },
  responses: { 200: answers(schemas.CustomFeed, 'The feed'), ...problems(404, 409) },
});

const remove = createRoute({
  method: 'delete',
  operationId: 'deleteCustomFeed',
  path: '/custom-feeds/{id}',
  tags,
  summary: 'Delete a custom feed; its incidents and their cases stay',
  middleware: [admin] as const,
  request: { params: IdParam },
  responses: { 204: { description: 'Ended' }, ...problems(404) },
});

/** Keys are often part of an address: only who may change it sees it whole. */
const presented = (c: ApiContext, row: CustomFeedRow): CustomFeedRow =>
  c.var.principal.roles.includes('admin') ? row : { ...row, url: withoutQuery(row.url) };

/** Has the tenant's feeds read now. Without the engine the next scheduled scan does it: the feed is saved either way. */
async function readNow(c: ApiContext, deps: ApiDeps): Promise<void> {
  const { tenantId, userId: requestedBy } = c.var.principal;
  const scan = { scanType: 'feeds' as const, daysBack: undefined, requestedBy };
  try {
    const started = await startScan(deps.temporal, { tenantId, ...scan });
    await inTenant(c, deps, (tx) => recordScanRequest(tx, actorOf(c), { ...started, ...scan }));
  } catch (error) {
    deps.logger.warn({ err: error, tenant_id: tenantId }, 'a custom feed waits for the next scan');
  }
}

/** Feeds that a tenant adds for itself. */
export function customFeedRoutes(deps: ApiDeps) {
  const router = createRouter();
  addReading(router, deps);
  addPreviews(router, deps);
  addWriting(router, deps);
  return router;
}

type Router = ReturnType<typeof createRouter>;

function addReading(router: Router, deps: ApiDeps): void {
  router.openapi(list, async (c) => {
    const page = await inTenant(c, deps, (tx) => listCustomFeeds(tx, c.req.valid('query')));
    return c.json(
      pageOf(c, page).map((row) => presented(c, row)),
      200,
    );
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const row = await inTenant(c, deps, (tx) => readFeed(tx, id));
    return c.json(presented(c, found(row, 'custom feed')), 200);
  });

  router.openapi(rejects, async (c) => {
    const { id } = c.req.valid('param');
    const page = await inTenant(c, deps, async (tx) => {
      found(await readFeed(tx, id), 'custom feed');
      return listCustomFeedRejects(tx, id, c.req.valid('query'));
    });
    return c.json(pageOf(c, page), 200);
  });
}

function addPreviews(router: Router, deps: ApiDeps): void {
  const previewOf = createPreview({ db: deps.db, keys: deps.config.encryptionKeys, guard: deps.guard });

  router.openapi(preview, async (c) => {
    const { auth_header, ...input } = c.req.valid('json');
    return c.json(await previewOf(c.var.principal.tenantId, input, auth_header), 200, {
      'cache-control': 'no-store',
    });
  });

  router.openapi(previewChange, async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const stored = found(await inTenant(c, deps, (tx) => readStoredFeed(tx, id)), 'custom feed');
    const { tenantId } = c.var.principal;
    const answer = await previewOf(tenantId, patched(stored, change), change.auth_header, stored);
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  });
}

function addWriting(router: Router, deps: ApiDeps): void {
  const write = { keys: deps.config.encryptionKeys, guard: deps.guard };

  router.openapi(create, async (c) => {
    const input = c.req.valid('json');
    const feed = await inTenant(c, deps, (tx) => createFeed(tx, actorOf(c), input, write));
    if (feed.enabled) await afterCommit(c, () => readNow(c, deps));
    return c.json(feed, 201, { location: `/api/v1/custom-feeds/${feed.id}` });
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const feed = await inTenant(c, deps, (tx) => updateFeed(tx, actorOf(c), id, change, write));
    if (feed.enabled && feed.fresh_until === null) await readNow(c, deps);
    return c.json(feed, 200);
  });

  router.openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    await inTenant(c, deps, (tx) => deleteFeed(tx, actorOf(c), id));
    return c.body(null, 204);
  });
}
