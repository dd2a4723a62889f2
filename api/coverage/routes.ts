import { createRoute } from '@hono/zod-openapi';
import { addIdentifier } from '../../src/services/register/add-identifier.ts';
import { analyses } from '../http/analyses.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import * as schemas from './schema.ts';
import { Vendor } from '../vendors/schema.ts';

const tags = ['Matching'];

const coverage = createRoute({
  method: 'get',
  operationId: 'getCoverage',
  path: '/security-monitoring/coverage',
  tags,
  summary: 'Count the vendors that no incident, or hardly any, could be matched to, by cause',
  middleware: [anyRole] as const,
  responses: { 200: answers(schemas.Coverage, 'The register in figures'), ...problems() },
});

const coverageGaps = createRoute({
  method: 'get',
  operationId: 'listCoverageGaps',
  path: '/security-monitoring/blind-spots',
  tags,
  summary:
    'List vendors that are hardly recognised and what to add; unrecognised ones first, then by criticality',
  middleware: [anyRole] as const,
  request: { query: schemas.CoverageQuery },
  responses: { 200: listOf(schemas.VendorSight, 'Vendors'), ...problems() },
});

const suggestions = createRoute({
  method: 'get',
  operationId: 'listSuggestions',
  path: '/security-monitoring/suggestions',
  tags,
  summary: 'List domains, names and products that stored incidents name and the register lacks',
  middleware: [anyRole] as const,
  request: { query: schemas.SuggestionQuery },
  responses: {
    200: answers(schemas.RegisterSuggestion.array(), 'From the latest 2,000 sure trackings, on one page'),
    ...problems(),
  },
});

const ofVendor = createRoute({
  method: 'get',
  operationId: 'getVendorCoverage',
  path: '/vendors/{id}/coverage',
  tags,
  summary: 'Say how well one vendor is recognised, and what stored incidents name it',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(schemas.VendorCoverage, 'Its coverage'), ...problems(404) },
});

const accept = createRoute({
  method: 'post',
  operationId: 'addVendorIdentifier',
  path: '/vendors/{id}/identifiers',
  tags: ['Vendors'],
  summary: 'Add one domain, name or product to a vendor; one that exists is not added again',
  middleware: [admin] as const,
  request: { params: IdParam, body: body(schemas.IdentifierCreate) },
  responses: { 200: answers(Vendor, 'The vendor'), ...problems(404) },
});

/** Milliseconds that a report may take. */
const LONGEST_MS = 150_000;

/** What Vigil cannot see of the register, and what the catalogue would add to it. */
export function coverageRoutes(deps: ApiDeps) {
  const router = createRouter();
  const analyse = analyses(deps, LONGEST_MS);

  router.openapi(coverage, async (c) => c.json(await analyse(c, 'coverage', undefined), 200));

  router.openapi(coverageGaps, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const found = await analyse(c, 'coverageGaps', { filter, page: { limit, cursor } });
    return c.json(pageOf(c, found), 200);
  });

  router.openapi(suggestions, async (c) => {
    const { limit, kind } = c.req.valid('query');
    return c.json(await analyse(c, 'suggestions', { kinds: kind, limit }), 200);
  });

  router.openapi(ofVendor, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await analyse(c, 'vendorCoverage', { id }), 200);
  });

  router.openapi(accept, async (c) => {
    const { id } = c.req.valid('param');
    const identifier = c.req.valid('json');
    return c.json(await inTenant(c, deps, (tx) => addIdentifier(tx, actorOf(c), id, identifier)), 200);
  });

  return router;
}
