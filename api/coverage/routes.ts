import { createRoute } from '@hono/zod-openapi';
import { listCoverages } from '../../src/services/insight/coverage/list-coverage.ts';
import {
  createCoverageReader,
  readBasis,
  coverageOfVendor,
  summarise,
} from '../../src/services/insight/coverage/register-coverage.ts';
import { readSureIncidents, suggest } from '../../src/services/insight/coverage/suggest.ts';
import { found } from '../../src/domain/fault.ts';
import { inSlices } from '../../src/services/insight/yield-to-event-loop.ts';
import { createRegisterReader } from '../../src/services/monitoring/register/register.ts';
import { addIdentifier } from '../../src/services/register/add-identifier.ts';
import { readVendor } from '../../src/services/register/list-vendors.ts';
import { actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
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
const LONGEST_MS = 45_000;

/** What Vigil cannot see of the register, and what the catalogue would add to it. */
export function coverageRoutes(deps: ApiDeps) {
  const router = createRouter();
  const readRegister = createRegisterReader();
  const readCoverages = createCoverageReader();
  const slices = (c: ApiContext) => inSlices({ totalMs: LONGEST_MS, signal: c.req.raw.signal });

  const coverages = async (c: ApiContext) => {
    const basis = await inTenant(c, deps, (tx) => readBasis(tx, readRegister));
    // Others may wait for the same findings: they are not given up with the one who asked first.
    return readCoverages(c.var.principal.tenantId, basis, inSlices({ totalMs: LONGEST_MS }));
  };

  router.openapi(coverage, async (c) => c.json(summarise(await coverages(c)), 200));

  router.openapi(coverageGaps, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    return c.json(pageOf(c, listCoverages(await coverages(c), filter, { limit, cursor })), 200);
  });

  router.openapi(suggestions, async (c) => {
    const { limit, kind } = c.req.valid('query');
    const [register, rows] = await inTenant(
      c,
      deps,
      async (tx) => [await readRegister(tx), await readSureIncidents(tx)] as const,
    );
    const all = await suggest(register, rows, slices(c));
    return c.json(all.filter((one) => !kind || kind.includes(one.kind)).slice(0, limit), 200);
  });

  router.openapi(ofVendor, async (c) => {
    const { id } = c.req.valid('param');
    const { basis, rows } = await inTenant(c, deps, async (tx) => {
      found(await readVendor(tx, id), 'vendor');
      return { basis: await readBasis(tx, readRegister), rows: await readSureIncidents(tx, id) };
    });
    return c.json(
      {
        sight: coverageOfVendor(basis, id),
        threshold: basis.settings.rules.min_match_confidence,
        suggestions: await suggest(basis.register, rows, slices(c)),
      },
      200,
    );
  });

  router.openapi(accept, async (c) => {
    const { id } = c.req.valid('param');
    const identifier = c.req.valid('json');
    return c.json(await inTenant(c, deps, (tx) => addIdentifier(tx, actorOf(c), id, identifier)), 200);
  });

  return router;
}
