import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { requestId } from 'hono/request-id';
import { rateLimiter } from 'hono-rate-limiter';
import { docsRoutes } from './docs.ts';
import { keyHolder, type ApiDeps, type ApiEnv } from './context.ts';
import { errorHandler } from './errors.ts';
import { healthRoutes } from './health.ts';
import { publicAddress } from './links.ts';
import { accessLog } from './middleware/access-log.ts';
import { authenticate, SESSION_COOKIE } from './middleware/authenticate.ts';
import { createDenialLimit } from './middleware/denial-limit.ts';
import { idempotency } from './middleware/idempotency.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { storableText } from './middleware/storable-text.ts';
import { createMetrics } from './observe.ts';
import { problem } from './problem.ts';
import { actionItemRoutes } from './routes/action-items.ts';
import { alertRoutes } from './routes/alerts.ts';
import { assessmentRoutes } from './routes/assessments.ts';
import { configPreviewRoutes } from './routes/config-preview.ts';
import { configurationRoutes } from './routes/configuration.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { customFeedRoutes } from './routes/custom-feeds.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { explanationRoutes } from './routes/explanations.ts';
import { feedRoutes } from './routes/feeds.ts';
import { incidentScanRoutes } from './routes/incident-scans.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { matchRuleRoutes } from './routes/match-rules.ts';
import { messageRoutes } from './routes/messages.ts';
import { metricRoutes } from './routes/metrics.ts';
import { peopleRoutes } from './routes/people.ts';
import { processRoutes } from './routes/processes.ts';
import { scanRoutes } from './routes/scans.ts';
import { sessionRoutes, signInRoutes } from './routes/session.ts';
import { trackingRoutes } from './routes/trackings.ts';
import { vendorCheckRoutes } from './routes/vendor-check.ts';
import { vendorRegisterRoutes } from './routes/vendor-register.ts';
import { vendorRoutes } from './routes/vendors.ts';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** The whole API under `/api/v1`, with health, readiness and metrics at the root. Try it with `app.request`. */
export function createApp(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const metrics = createMetrics(deps.db);
  const app = new OpenAPIHono<ApiEnv>();
  app.onError(errorHandler(deps.logger));
  app.notFound((c) => problem(c, 'not-found'));
  app.use(requestId(), accessLog(deps.logger, metrics), securityHeaders(deps.config.publicUrl));
  app.route('/', healthRoutes(deps, metrics));
  describeApi(app);
  app.route('/api/v1/docs', docsRoutes());
  app.route('/api/v1', version1(deps));
  return app;
}

function version1(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const denials = createDenialLimit();
  const api = new OpenAPIHono<ApiEnv>();
  api.use(reachedAt(publicAddress(deps.config)));
  api.use('/vendors/import', bodyLimit({ maxSize: 20 * MEGABYTE }));
  api.use(smallBodies, sameSite(deps.config.publicUrl), storableText);
  api.route('/', signInRoutes(deps, denials));
  api.use(authenticate(deps, denials), limitRate(deps.requestsPerMinute), idempotency(deps));
  const routers = [
    incidentRoutes,
    incidentScanRoutes,
    vendorRegisterRoutes,
    metricRoutes,
    vendorRoutes,
    vendorCheckRoutes,
    trackingRoutes,
    decisionRoutes,
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

const limitSmall = bodyLimit({ maxSize: MEGABYTE });
const smallBodies = createMiddleware((c, next) =>
  c.req.path.endsWith('/vendors/import') ? next() : limitSmall(c, next),
);

/** A browser sends the session's cookie by itself, so a writing request must come from Vigil's own pages. */
function sameSite(publicUrl: string) {
  const own = new URL(publicUrl).origin;
  const check = csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin });
  return createMiddleware<ApiEnv>((c, next) => {
    const byCookie =
      c.req.header('authorization') === undefined && c.req.header('cookie')?.includes(SESSION_COOKIE);
    return byCookie ? check(c, next) : next();
  });
}

function limitRate(limit: number) {
  return rateLimiter<ApiEnv>({
    windowMs: MINUTE_MS,
    limit,
    keyGenerator: ({ var: { principal } }) => keyHolder(principal),
    handler: (c) => problem(c, 'too-many-requests', { detail: `At most ${limit} requests a minute.` }),
  });
}

function describeApi(app: OpenAPIHono<ApiEnv>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, which begins with vgl_',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
  });
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Vigil',
      version: '1',
      description:
        'Watches the vendors a company depends on. JSON is snake_case, times are ISO 8601 UTC, errors are application/problem+json, lists go on with the Link header. Every POST takes an Idempotency-Key.',
    },
    security: [{ bearer: [] }, { session: [] }],
  });
}
