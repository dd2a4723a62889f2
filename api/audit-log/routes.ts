import { createRoute } from '@hono/zod-openapi';
import { listAudit } from '../../src/services/access/audit/list.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { complianceOfficer } from '../http/middleware/roles.ts';
import { createRouter, listOf, problems } from '../http/openapi.ts';
import * as schemas from './schema.ts';

const tags = ['People and access'];

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

/** The audit log. */
export function auditLogRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(audit, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listAudit(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  return router;
}
