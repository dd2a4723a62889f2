import { createRoute } from '@hono/zod-openapi';
import { acknowledgeAlert, markAlertRead } from '../../src/services/response/alerts/acknowledge-alert.ts';
import {
  listAlerts,
  readAlert,
  type AlertReader,
  type AlertRow,
} from '../../src/services/response/alerts/list-alerts.ts';
import { recordAudit } from '../../src/services/access/audit/record.ts';
import { found } from '../../src/domain/fault.ts';
import { actorOf, inTenant, seesAll, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, createRouter, listOf, problems } from '../http/openapi.ts';
import { Alert, AlertQuery } from './schema.ts';
import { IdParam } from '../http/fields.ts';

const tags = ['Alerts'];

const list = createRoute({
  method: 'get',
  operationId: 'listAlerts',
  path: '/security-alerts',
  tags,
  summary: "List your own and the tenant's alerts with their deliveries",
  middleware: [anyRole] as const,
  request: { query: AlertQuery },
  responses: { 200: listOf(Alert, 'Alerts'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getAlert',
  path: '/security-alerts/{id}',
  tags,
  summary: 'Read one alert',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Alert, 'The alert'), ...problems(404) },
});

const acknowledge = createRoute({
  method: 'post',
  operationId: 'acknowledgeAlert',
  path: '/security-alerts/{id}/acknowledge',
  tags,
  summary: 'Acknowledge an alert; the first acknowledgement stands',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Alert, 'The alert'), ...problems(404) },
});

const read = createRoute({
  method: 'post',
  operationId: 'markAlertRead',
  path: '/security-alerts/{id}/read',
  tags,
  summary: 'Mark an alert as read',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Alert, 'The alert'), ...problems(404) },
});

/** Who was told of what, and who has seen it. */
export function alertRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listAlerts(tx, readerOf(c), filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const alert = await inTenant(c, deps, (tx) => readAlert(tx, readerOf(c), id));
    return c.json(found(alert, 'alert'), 200);
  });

  router.openapi(acknowledge, async (c) => {
    const alert = await mark(c, deps, c.req.valid('param').id, 'acknowledge');
    return c.json(alert, 200);
  });

  router.openapi(read, async (c) => {
    const alert = await mark(c, deps, c.req.valid('param').id, 'read');
    return c.json(alert, 200);
  });

  return router;
}

const readerOf = (c: ApiContext): AlertReader =>
  seesAll(c.var.principal) ? 'all' : { userId: c.var.principal.userId };

function mark(c: ApiContext, deps: ApiDeps, id: string, what: 'acknowledge' | 'read'): Promise<AlertRow> {
  return inTenant(c, deps, async (tx) => {
    const before = found(await readAlert(tx, readerOf(c), id), 'alert');
    if (what === 'read') await markAlertRead(tx, id);
    else await acknowledgeAlert(tx, id, c.var.principal.userId);
    const after = found(await readAlert(tx, readerOf(c), id), 'alert');
    if (after.status !== before.status) {
      await recordAudit(tx, actorOf(c), {
        action: `alert.${what}`,
        targetType: 'security_alert',
        targetId: id,
        before: { status: before.status },
        after: { status: after.status },
      });
    }
    return after;
  });
}
