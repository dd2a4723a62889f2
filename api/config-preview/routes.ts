import { createRoute } from '@hono/zod-openapi';
import type { RunInTenant } from '../../src/services/insight/preview/preview-config.ts';
import { inPreviewTurn } from '../../src/services/insight/preview/preview-turn.ts';
import { OutOfTime } from '../../src/services/insight/time-budget.ts';
import { inTenant, type ApiDeps } from '../http/context.ts';
import { admin } from '../http/middleware/roles.ts';
import { answers, body, createRouter, problems } from '../http/openapi.ts';
import { ProblemError } from '../http/problem.ts';
import { ConfigPreview, ConfigPreviewRequest } from './schema.ts';

const preview = createRoute({
  method: 'post',
  operationId: 'previewConfiguration',
  path: '/security-monitoring/config/preview',
  tags: ['Configuration'],
  summary:
    'What a changed configuration would match in the last days, beside the present one; nothing is changed',
  middleware: [admin] as const,
  request: { body: body(ConfigPreviewRequest) },
  responses: { 200: answers(ConfigPreview, 'What would be gained and lost'), ...problems(404, 409, 503) },
});

/** Milliseconds that a preview may take. */
const LONGEST_MS = 45_000;

/** A configuration tried before it is saved. */
export function configPreviewRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(preview, async (c) => {
    const { config, without_rules: withoutRules, days } = c.req.valid('json');
    const run: RunInTenant = (work) => inTenant(c, deps, work);
    const limits = { timeMs: deps.previewTimeoutMs ?? LONGEST_MS, signal: c.req.raw.signal };
    const { tenantId } = c.var.principal;
    try {
      const found = await inPreviewTurn(run, 2 * LONGEST_MS, () =>
        deps.analyst.analyse('preview', tenantId, { config, withoutRules, days }, limits),
      );
      if (found !== undefined) return c.json(found, 200);
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      throw new ProblemError('unavailable', { detail: `${error.message} Fewer days are looked at faster.` });
    }
    throw new ProblemError('conflict', {
      detail: 'Another preview is still running. Try again in a moment.',
    });
  });

  return router;
}
