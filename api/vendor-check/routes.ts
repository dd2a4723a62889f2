import { createRoute } from '@hono/zod-openapi';
import { analyses } from '../http/analyses.ts';
import type { ApiDeps } from '../http/context.ts';
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

/** Milliseconds that it may take. */
const LONGEST_MS = 20_000;

/** What one asks before buying. A POST, so that the company's name stands in no address and no log. */
export function vendorCheckRoutes(deps: ApiDeps) {
  const router = createRouter();
  const analyse = analyses(deps, LONGEST_MS);

  router.openapi(check, async (c) => {
    const { name, domain } = c.req.valid('json');
    const given = domain === undefined || domain === null || domain === '' ? null : domain;
    return c.json(await analyse(c, 'vendorCheck', { name, domain: given }), 200);
  });

  return router;
}
