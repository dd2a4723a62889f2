import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import {
  claimKey,
  keepAnswer,
  releaseKey,
  unlockKey,
  type KeptAnswer,
} from '../../../src/services/access/idempotency/idempotency.ts';
import { inTenant, keyHolder, type ApiContext, type ApiDeps, type ApiEnv } from '../context.ts';
import { ProblemError } from '../problem.ts';

const KEPT_HEADERS = ['content-type', 'location', 'retry-after'];

/**
 * A POST with an `Idempotency-Key` happens once: sent again, it gets the same answer. Answers that may be other
 * ones next time are not kept: after a refusal (signed out, not allowed, too many) the key is free, after a failure
 * (which may have had its effect) the same request may be sent again.
 */
export function idempotency(deps: ApiDeps) {
  const keys = deps.config.encryptionKeys;
  return createMiddleware<ApiEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new ProblemError('validation', {
        detail: 'Idempotency-Key must be 1 to 255 visible characters.',
        errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible characters' }],
      });
    }
    const scope = { principal: keyHolder(c.var.principal), key };
    const requestHash = await hashOfRequest(c);
    const claim = await inTenant(c, deps, (tx) => claimKey(tx, scope, requestHash, keys));
    if (!claim.go) {
      if ('answer' in claim) return replay(claim.answer);
      throw new ProblemError(
        claim.because === 'running' ? 'request-running' : 'idempotency-mismatch',
        claim.because === 'running' ? { headers: { 'retry-after': '1' } } : {},
      );
    }
    await next();
    const { status } = c.res;
    if (status >= 500) return inTenant(c, deps, (tx) => unlockKey(tx, scope));
    if ([401, 403, 408, 429].includes(status)) return inTenant(c, deps, (tx) => releaseKey(tx, scope));
    const answer = await copyOf(c.res);
    await inTenant(c, deps, (tx) => keepAnswer(tx, scope, answer, keys));
  });
}

async function hashOfRequest(c: ApiContext): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const hash = createHash('sha256').update(`${c.req.method} ${pathname}${search}\n`);
  return hash.update(Buffer.from(await c.req.arrayBuffer())).digest('hex');
}

async function copyOf(response: Response): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    status: response.status,
    body: await response.clone().text(),
    headers: Object.fromEntries(headers),
  };
}

function replay(answer: KeptAnswer): Response {
  const body = answer.status === 204 ? null : answer.body;
  return new Response(body, {
    status: answer.status,
    headers: { ...answer.headers, 'idempotency-replayed': 'true' },
  });
}
