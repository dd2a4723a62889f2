import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { requestId } from 'hono/request-id';
import { createNotFound } from './http/allowed-methods.ts';
import { docsRoutes } from './http/docs.ts';
import { describeApi } from './http/document.ts';
import type { ApiDeps, ApiEnv } from './http/context.ts';
import { errorHandler } from './http/errors.ts';
import { healthRoutes } from './http/health.ts';
import { publicAddress } from './http/links.ts';
import { auditForbidden } from './http/middleware/audit-forbidden.ts';
import { accessLog } from './http/middleware/access-log.ts';
import { authenticate, SESSION_COOKIE } from './http/middleware/authenticate.ts';
import { idempotency } from './http/middleware/idempotency.ts';
import { createRefusalLimit, limitRequests, type RefusalLimit } from './http/middleware/request-limits.ts';
import { readBody } from './http/middleware/request-body.ts';
import { admin } from './http/middleware/roles.ts';
import { securityHeaders } from './http/middleware/security-headers.ts';
import { createMetrics } from './http/observe.ts';
import { ProblemError } from './http/problem.ts';
import { codecRoutes } from './codec/routes.ts';
import { actionItemRoutes } from './action-items/routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { assessmentRoutes } from './assessments/routes.ts';
import { configPreviewRoutes } from './config-preview/routes.ts';
import { configurationRoutes } from './configuration/routes.ts';
import { coverageRoutes } from './coverage/routes.ts';
import { customFeedRoutes } from './custom-feeds/routes.ts';
import { decisionRoutes } from './trackings/decision-routes.ts';
import { explanationRoutes } from './explanations/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { incidentScanRoutes } from './incidents/scan-routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { matchRuleRoutes } from './match-rules/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { metricRoutes } from './metrics/routes.ts';
import { apiKeyRoutes } from './api-keys/routes.ts';
import { auditLogRoutes } from './audit-log/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { processRoutes } from './processes/routes.ts';
import { scanRoutes } from './scans/routes.ts';
import { sessionRoutes, signInRoutes } from './session/routes.ts';
import { restartRoutes } from './trackings/restart-routes.ts';
import { trackingRoutes } from './trackings/routes.ts';
import { vendorCheckRoutes } from './vendor-check/routes.ts';
import { vendorRegisterRoutes } from './vendors/import-routes.ts';
import { vendorRoutes } from './vendors/routes.ts';

const SIGN_IN_BYTES = 16 * 1024;
const BODY_BYTES = 1024 * 1024;
/** A register of 50,000 vendors. */
const REGISTER_BYTES = 20 * 1024 * 1024;
const REGISTER = '/vendors/import';

/** The whole API under `/api/v1`, with health, readiness and metrics at the root. Try it with `app.request`. */
export function createApp(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const metrics = createMetrics(deps.db);
  const app = new OpenAPIHono<ApiEnv>();
  app.onError(errorHandler(deps.logger));
  app.use(compress());
  app.use(requestId(), accessLog(deps.logger, metrics), securityHeaders(deps.config.publicUrl));
  app.route('/', healthRoutes(deps, metrics));
  describeApi(app);
  app.route('/api/v1/docs', docsRoutes());
  const refusals = createRefusalLimit(deps.db);
  app.route('/codec', codecRoutes(deps, refusals));
  const api = version1(deps, refusals);
  app.route('/api/v1', api);
  app.notFound(createNotFound(api));
  return app;
}

function version1(deps: ApiDeps, refusals: RefusalLimit): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.use(reachedAt(publicAddress(deps.config)), sameSite(deps.config.publicUrl));
  api.on('POST', '/session', readBody(SIGN_IN_BYTES));
  api.route('/', signInRoutes(deps, refusals));
  // From here on the caller is known: nobody else's body is read.
  api.use(authenticate(deps, refusals), auditForbidden(deps), limitRequests(deps.db, deps.requestsPerMinute));
  api.on('POST', REGISTER, admin, bodyLimit({ maxSize: REGISTER_BYTES }));
  api.use(allBut(REGISTER, readBody(BODY_BYTES)), idempotency(deps));
  const routers = [
    incidentRoutes,
    incidentScanRoutes,
    vendorRegisterRoutes,
    metricRoutes,
    vendorRoutes,
    vendorCheckRoutes,
    trackingRoutes,
    decisionRoutes,
    restartRoutes,
    explanationRoutes,
    configurationRoutes,
    configPreviewRoutes,
    coverageRoutes,
    matchRuleRoutes,
    scanRoutes,
    customFeedRoutes,
    feedRoutes,
    alertRoutes,
    messageRoutes,
    actionItemRoutes,
    assessmentRoutes,
    processRoutes,
    peopleRoutes,
    apiKeyRoutes,
    auditLogRoutes,
    sessionRoutes,
  ];
  for (const router of routers) api.route('/', router(deps));
  return api;
}

const reachedAt = (publicUrl: string | null) =>
  createMiddleware<ApiEnv>((c, next) => {
    c.set('publicUrl', publicUrl);
    return next();
  });

const allBut = (route: string, middleware: MiddlewareHandler<ApiEnv>) =>
  createMiddleware<ApiEnv>((c, next) => (c.req.path === `/api/v1${route}` ? next() : middleware(c, next)));

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the session's cookie by itself, so a writing request must come from Vigil's own pages, whatever its
 * body: browsers say where from.
 */
function sameSite(publicUrl: string) {
  const own = new URL(publicUrl).origin;
  return createMiddleware<ApiEnv>((c, next) => {
    const byCookie =
      c.req.header('authorization') === undefined && getCookie(c, SESSION_COOKIE) !== undefined;
    if (SAFE_METHODS.has(c.req.method) || !byCookie) return next();
    const origin = c.req.header('origin');
    const isOwn =
      origin === undefined
        ? c.req.header('sec-fetch-site') === 'same-origin'
        : [own, new URL(c.req.url).origin].includes(origin);
    if (isOwn) return next();
    throw new ProblemError('cross-site', {
      detail: 'With the session cookie only pages of Vigil may change things; send an API key instead.',
    });
  });
}
