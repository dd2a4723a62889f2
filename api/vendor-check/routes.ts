import { createRoute } from '@hono/zod-openapi';
import { checkVendorBreach } from '../../src/services/insight/check-vendor.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, problems } from '../http/openapi.ts';
import { VendorCheck, VendorCheckRequest } from './schema.ts';

const check = createRoute({
  method: 'post',
  operationId: 'checkVendor',
  path: '/security-monitoring/check-vendor',
  tags: ['Vendors'],
  summary: 'Find known breaches of a company, in the register or not; nothing is stored',
  middleware: [anyRole] as const,
  request: { body: body(VendorCheckRequest) },
  responses: { 200: answers(VendorCheck, 'The breaches, most confident first'), ...problems() },
});

/** What one asks before buying. A POST, so that the company's name stands in no address and no log. */
export function vendorCheckRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(check, async (c) => {
    const { name, domain } = c.req.valid('json');
    const given = domain === undefined || domain === null || domain === '' ? null : domain;
    return c.json(await inTenant(c, deps, (tx) => checkVendorBreach(tx, name, given)), 200);
  });

  return router;
}
