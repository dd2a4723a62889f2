import { createRoute } from '@hono/zod-openapi';
import { readConfig } from '../../src/services/operations/configuration/read-config.ts';
import { replaceConfig } from '../../src/services/operations/configuration/replace-config.ts';
import { reconcileSchedules } from '../../src/temporal/schedules.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, problems } from '../http/openapi.ts';
import { ProblemError } from '../http/problem.ts';
import { MonitoringConfig, MonitoringConfigPut } from './schema.ts';

const tags = ['Configuration'];

const get = createRoute({
  method: 'get',
  operationId: 'getConfiguration',
  path: '/security-monitoring/config',
  tags,
  summary: 'Read the monitoring configuration',
  middleware: [anyRole] as const,
  responses: { 200: answers(MonitoringConfig, 'The configuration'), ...problems(404) },
});

const put = createRoute({
  method: 'put',
  operationId: 'replaceConfiguration',
  path: '/security-monitoring/config',
  tags,
  summary: 'Replace the configuration; an omitted key takes its default',
  middleware: [admin] as const,
  request: { body: body(MonitoringConfigPut) },
  responses: { 200: answers(MonitoringConfig, 'The configuration'), ...problems() },
});

/** The tenant's monitoring configuration, and the Schedules that follow from it. */
export function configurationRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(get, async (c) => {
    const config = await inTenant(c, deps, readConfig);
    if (config === null) throw new ProblemError('no-configuration', { detail: 'An admin can PUT one.' });
    return c.json(config, 200);
  });

  router.openapi(put, async (c) => {
    // What is read-only comes back with what was read, and is not for a client to set.
    const {
      id: _,
      tenant_id: __,
      last_scan_at: ___,
      created_at: ____,
      updated_at: _____,
      ...input
    } = c.req.valid('json');
    const config = await inTenant(c, deps, (tx) => replaceConfig(tx, actorOf(c), input));
    try {
      await deps.temporal.withDeadline(Date.now() + SCHEDULES_TIMEOUT_MS, () =>
        reconcileSchedules(deps.temporal, c.var.principal.tenantId, config),
      );
    } catch (error) {
      // The configuration stands; the hourly maintenance, or a starting worker, brings the Schedules in line with it.
      deps.logger.warn({ err: error, tenant_id: config.tenant_id }, 'Schedules are behind the configuration');
    }
    return c.json(config, 200);
  });

  return router;
}

const SCHEDULES_TIMEOUT_MS = 5_000;
