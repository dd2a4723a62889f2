import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import { listFeeds, type FeedRow } from '../../src/services/feed-health/list-feeds.ts';
import { listRejects } from '../../src/services/catalogue/feeds/list-rejects.ts';
import { nextCycles } from '../../src/temporal/next-cycles.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole, reviewer } from '../http/middleware/roles.ts';
import { answers, createRouter, listOf, problems } from '../http/openapi.ts';
import { Feed, FeedParam, FeedReject, RejectQuery } from './schema.ts';

const tags = ['Scans and feeds'];

const list = createRoute({
  method: 'get',
  operationId: 'listFeeds',
  path: '/feeds',
  tags,
  summary: 'List the shared sources with their state and health',
  middleware: [anyRole] as const,
  responses: { 200: answers(Feed.array(), 'Feeds'), ...problems() },
});

const rejects = createRoute({
  method: 'get',
  operationId: 'listFeedRejects',
  path: '/feeds/{id}/rejects',
  tags,
  summary: 'List records that could not be read, latest first',
  middleware: [reviewer] as const,
  request: { params: FeedParam, query: RejectQuery },
  responses: { 200: listOf(FeedReject, 'Records'), ...problems(404) },
});

/** A failing source is tried again by itself; every other one when a cycle of the tenant asks for it. */
function nextRun({ retry_at: retry }: FeedRow, cycle: string | null) {
  if (retry !== null && Date.parse(retry) > Date.now())
    return { next_run_at: retry, next_run_by: 'retry' as const };
  return { next_run_at: cycle, next_run_by: cycle === null ? null : ('schedule' as const) };
}

/** The shared sources, and what was set aside of each. */
export function feedRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const feeds = await inTenant(c, deps, listFeeds);
    const types = feeds.map((feed) => feed.scan_type);
    const cycles = await nextCycles(deps.temporal, c.var.principal.tenantId, types);
    return c.json(
      feeds.map((feed) => {
        const { retry_at: _, ...row } = feed;
        return { ...row, ...nextRun(feed, cycles.get(feed.scan_type) ?? null) };
      }),
      200,
    );
  });

  router.openapi(rejects, async (c) => {
    const { id } = c.req.valid('param');
    const page = await inTenant(c, deps, (tx) => listRejects(tx, id, c.req.valid('query')));
    return c.json(pageOf(c, found(page, 'feed')), 200);
  });

  return router;
}
