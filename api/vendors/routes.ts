import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import { listVendors, readVendor } from '../../src/services/register/list-vendors.ts';
import { createVendor, updateVendor } from '../../src/services/register/write-vendor.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import { Vendor, VendorCreate, VendorPatch, VendorQuery } from './schema.ts';

const tags = ['Vendors'];

const list = createRoute({
  method: 'get',
  operationId: 'listVendors',
  path: '/vendors',
  tags,
  summary: 'List the vendors of the register',
  middleware: [anyRole] as const,
  request: { query: VendorQuery },
  responses: { 200: listOf(Vendor, 'Vendors'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getVendor',
  path: '/vendors/{id}',
  tags,
  summary: 'Read one vendor',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Vendor, 'The vendor'), ...problems(404) },
});

const create = createRoute({
  method: 'post',
  operationId: 'createVendor',
  path: '/vendors',
  tags,
  summary: 'Add a vendor; stored incidents of the scan windows are matched with it',
  middleware: [admin] as const,
  request: { body: body(VendorCreate) },
  responses: { 201: answers(Vendor, 'The vendor'), ...problems(409) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateVendor',
  path: '/vendors/{id}',
  tags,
  summary: 'Change a vendor; a given list replaces the stored one',
  middleware: [admin] as const,
  request: { params: IdParam, body: body(VendorPatch) },
  responses: { 200: answers(Vendor, 'The vendor'), ...problems(404, 409) },
});

const archive = createRoute({
  method: 'delete',
  operationId: 'archiveVendor',
  path: '/vendors/{id}',
  tags,
  summary: 'Archive a vendor: it is no longer matched, its cases stay',
  middleware: [admin] as const,
  request: { params: IdParam },
  responses: { 204: { description: 'Archived' }, ...problems(404) },
});

/** The register of vendors. */
export function vendorRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, sort, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listVendors(tx, filter, { limit, cursor, sort }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const vendor = await inTenant(c, deps, (tx) => readVendor(tx, id));
    return c.json(found(vendor, 'vendor'), 200);
  });

  router.openapi(create, async (c) => {
    const input = c.req.valid('json');
    const vendor = await inTenant(c, deps, (tx) => createVendor(tx, actorOf(c), input));
    return c.json(vendor, 201, { location: `/api/v1/vendors/${vendor.id}` });
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const vendor = await inTenant(c, deps, (tx) => updateVendor(tx, actorOf(c), id, input));
    return c.json(vendor, 200);
  });

  router.openapi(archive, async (c) => {
    const { id } = c.req.valid('param');
    await inTenant(c, deps, (tx) => updateVendor(tx, actorOf(c), id, { status: 'archived' }));
    return c.body(null, 204);
  });

  return router;
}
