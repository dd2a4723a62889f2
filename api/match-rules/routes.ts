import { createRoute } from '@hono/zod-openapi';
import { retryOnConflict } from '../../src/db/retry-on-conflict.ts';
import { setRuleExpiry, undoRule } from '../../src/services/response/match-rules/change-rule.ts';
import { listRules } from '../../src/services/response/match-rules/list-rules.ts';
import { readMatching } from '../../src/services/monitoring/register/read-matching.ts';
import { reconsiderSuppressed } from '../../src/temporal/scans.ts';
import { actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole, reviewer } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { IdParam } from '../http/fields.ts';
import * as schemas from './schema.ts';

const tags = ['Matching'];
const path = '/security-monitoring/match-rules/{id}';

const list = createRoute({
  method: 'get',
  operationId: 'listMatchRules',
  path: '/security-monitoring/match-rules',
  tags,
  summary: 'List what false positives taught: reasons that no longer match, by vendor, latest first',
  middleware: [anyRole] as const,
  request: { query: schemas.MatchRulesQuery },
  responses: { 200: listOf(schemas.MatchRule, 'Rules'), ...problems() },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateMatchRule',
  path,
  tags,
  summary: 'Set until when a rule counts',
  middleware: [reviewer] as const,
  request: { params: IdParam, body: body(schemas.MatchRulePatch) },
  responses: { 200: answers(schemas.MatchRule, 'The rule'), ...problems(404) },
});

const undo = createRoute({
  method: 'delete',
  operationId: 'deleteMatchRule',
  path,
  tags,
  summary: 'Undo a rule: its cases respond again, and what it suppressed is matched again',
  middleware: [reviewer] as const,
  request: { params: IdParam },
  responses: { 204: { description: 'Undone' }, ...problems(404) },
});

const matching = createRoute({
  method: 'get',
  operationId: 'getMatching',
  path: '/security-monitoring/matching',
  tags,
  summary: 'Say which weights match this tenant and how they were refitted',
  middleware: [anyRole] as const,
  responses: { 200: answers(schemas.Matching, 'The matcher'), ...problems() },
});

/** Has carried out what the undone rule left to do. Without the engine the next scheduled scan does it. */
async function carryOut(c: ApiContext, deps: ApiDeps): Promise<void> {
  const { tenantId, userId: requestedBy } = c.var.principal;
  try {
    await reconsiderSuppressed(deps.temporal, { tenantId, requestedBy });
  } catch (error) {
    deps.logger.warn({ err: error, tenant_id: tenantId }, 'an undone match rule waits for the next scan');
  }
}

/** What verdicts taught the matcher, to be seen and undone. */
export function matchRuleRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { vendor_id, state, ...page } = c.req.valid('query');
    return c.json(pageOf(c, await inTenant(c, deps, (tx) => listRules(tx, { vendor_id, state }, page))), 200);
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const { expires_at } = c.req.valid('json');
    return c.json(await inTenant(c, deps, (tx) => setRuleExpiry(tx, actorOf(c), id, expires_at)), 200);
  });

  router.openapi(undo, async (c) => {
    const { id } = c.req.valid('param');
    const { userId, name } = c.var.principal;
    const by = { actor: actorOf(c), decider: { userId, name, via: 'api' } as const };
    // A cycle may be keeping something back under the rule at this moment.
    const left = await retryOnConflict(() => inTenant(c, deps, (tx) => undoRule(tx, by, id)));
    if (left.reopenings + left.suppressed > 0) await carryOut(c, deps);
    return c.body(null, 204);
  });

  router.openapi(matching, async (c) => c.json(await inTenant(c, deps, readMatching), 200));

  return router;
}
