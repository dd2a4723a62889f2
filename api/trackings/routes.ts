import { createRoute } from '@hono/zod-openapi';
import { found } from '../../src/domain/fault.ts';
import { listTrackings } from '../../src/services/response/record/list-trackings.ts';
import { readVendor } from '../../src/services/register/list-vendors.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, createRouter, listOf, problems } from '../http/openapi.ts';
import { presentTracking } from './present.ts';
import { IdParam } from '../http/fields.ts';
import { Tracking, TrackingDetail, TrackingParams, TrackingQuery, VendorTrackingQuery } from './schema.ts';
import { readDetail } from './detail.ts';

const tags = ['Trackings'];

const list = createRoute({
  method: 'get',
  operationId: 'listTrackings',
  path: '/trackings',
  tags,
  summary: 'List cases of all vendors',
  middleware: [anyRole] as const,
  request: { query: TrackingQuery },
  responses: { 200: listOf(Tracking, 'Trackings'), ...problems() },
});

const ofVendor = createRoute({
  method: 'get',
  operationId: 'listVendorTrackings',
  path: '/vendors/{id}/security',
  tags,
  summary: 'List cases of one vendor',
  middleware: [anyRole] as const,
  request: { params: IdParam, query: VendorTrackingQuery },
  responses: { 200: listOf(Tracking, 'Trackings'), ...problems(404) },
});

const get = createRoute({
  method: 'get',
  operationId: 'getTracking',
  path: '/vendors/{id}/security/{tracking_id}',
  tags,
  summary: 'Read one case with evidence, timeline, task, alerts, assessment and process',
  middleware: [anyRole] as const,
  request: { params: TrackingParams },
  responses: { 200: answers(TrackingDetail, 'The tracking'), ...problems(404) },
});

/** Matches of incidents to vendors. */
export function trackingRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, sort, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listTrackings(tx, filter, { limit, cursor, sort }));
    return c.json(
      pageOf(c, page).map((row) => presentTracking(deps, row)),
      200,
    );
  });

  router.openapi(ofVendor, async (c) => {
    const { id } = c.req.valid('param');
    const { limit, cursor, sort, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, async (tx) => {
      found(await readVendor(tx, id), 'vendor');
      return listTrackings(tx, { ...filter, vendor_id: id }, { limit, cursor, sort });
    });
    return c.json(
      pageOf(c, page).map((row) => presentTracking(deps, row)),
      200,
    );
  });

  router.openapi(get, async (c) => {
    const { id, tracking_id } = c.req.valid('param');
    return c.json(found(await readDetail(c, deps, { vendorId: id, id: tracking_id }), 'tracking'), 200);
  });

  return router;
}
