import { createRoute } from '@hono/zod-openapi';
import { qualifyRisk, reopenTracking, resolveIncident } from '../../src/temporal/decisions.ts';
import type { ApiContext, ApiDeps } from '../http/context.ts';
import { decide, type Asked } from './decide.ts';
import { reviewer } from '../http/middleware/roles.ts';
import { answers, body, createRouter, problems } from '../http/openapi.ts';
import * as schemas from './schema.ts';

const route = <const P extends string, B extends Parameters<typeof body>[0]>(
  operationId: string,
  path: P,
  summary: string,
  schema: B,
) =>
  createRoute({
    method: 'post',
    operationId,
    path: `/vendors/{id}/security/{tracking_id}/${path}`,
    tags: ['Trackings'],
    summary,
    middleware: [reviewer] as const,
    request: { params: schemas.TrackingParams, body: body(schema) },
    responses: {
      200: answers(schemas.TrackingDetail, 'The tracking as the decision left it'),
      202: answers(schemas.DecisionAccepted, 'The decision is accepted; its effects take longer'),
      ...problems(404, 409, 503),
    },
  });

const qualify = route(
  'qualifyRisk',
  'qualify-risk',
  'Qualify the risk; a second qualification that says otherwise is refused unless it is a correction',
  schemas.QualifyRisk,
);
const resolve = route('resolveTracking', 'resolve', 'Resolve the case', schemas.Resolve);
const reopen = route('reopenTracking', 'reopen', 'Reopen a resolved case: it responds again', schemas.Reopen);

/** Reviewers' decisions, which the response's workflow applies. */
export function decisionRoutes(deps: ApiDeps) {
  const router = createRouter();

  async function answer<T extends object>(
    c: ApiContext,
    { id, tracking_id }: { id: string; tracking_id: string },
    asked: Pick<Asked<T>, 'kind' | 'given' | 'send'>,
  ) {
    const met = await decide(c, deps, { vendorId: id, trackingId: tracking_id, ...asked });
    return 'accepted' in met ? c.json(met.accepted, 202) : c.json(met.tracking, 200);
  }

  router.openapi(qualify, (c) =>
    answer(c, c.req.valid('param'), { kind: 'qualify', given: c.req.valid('json'), send: qualifyRisk }),
  );
  router.openapi(resolve, (c) =>
    answer(c, c.req.valid('param'), { kind: 'resolve', given: c.req.valid('json'), send: resolveIncident }),
  );
  router.openapi(reopen, (c) =>
    answer(c, c.req.valid('param'), { kind: 'reopen', given: c.req.valid('json'), send: reopenTracking }),
  );

  return router;
}
