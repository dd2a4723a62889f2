import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { ApiEnv } from '../context.ts';
import type { HttpMetrics } from '../observe.ts';

/** One line and one measurement for each request; the route's pattern, never a path with ids, labels it. */
export function accessLog(logger: Logger, metrics: HttpMetrics) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const begun = performance.now();
    await next();
    const seconds = (performance.now() - begun) / 1000;
    // After `next` this is the route that answered; others that match were not asked.
    const route = routeOf(routePath(c));
    metrics.observe({ method: c.req.method, route, status: c.res.status }, seconds);
    const principal = c.get('principal') as ApiEnv['Variables']['principal'] | undefined;
    logger.info(
      {
        method: c.req.method,
        path: c.req.path,
        route,
        status: c.res.status,
        ms: Math.round(seconds * 1000),
        request_id: c.var.requestId,
        tenant_id: principal?.tenantId,
        by: principal?.userId ?? principal?.apiKeyId,
      },
      'request',
    );
  });
}

/** What no route took has one label, whatever was asked for. */
const routeOf = (pattern: string): string => (pattern.includes('*') || pattern === '' ? 'other' : pattern);
