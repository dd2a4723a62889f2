import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { sql } from 'kysely';
import {
  claimKey,
  keepAnswer,
  type KeptAnswer,
} from '../../../src/services/access/idempotency/idempotency.ts';
import { keyHolder, type ApiContext, type ApiDeps, type ApiEnv, type OnceTransaction } from '../context.ts';
import { ProblemError } from '../problem.ts';

const KEPT_HEADERS = ['content-type', 'location', 'retry-after', 'cache-control'];

/**
 * POSTs that change nothing, and the import of a register, which changes nothing when it comes again: they may happen
 * again, take long, and would hold a transaction open meanwhile.
 */
const REPEATABLE = /\/(?:preview|explain|check-vendor|vendors\/import)$/;
/** Refusals that do not last: signed in, with another role or a minute later, the caller gets another answer. */
const NOT_KEPT = [401, 403, 408, 429];

/**
 * A POST with an `Idempotency-Key` happens once: sent again, it gets the same answer. Claim, effect and answer are one
 * transaction, so that none is there without the others, whatever dies in between. What is refused has no effect; after
 * a failure the same request may be sent again.
 */
export function idempotency(deps: ApiDeps) {
  const keys = deps.config.encryptionKeys;
  return createMiddleware<ApiEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined || REPEATABLE.test(c.req.path)) return next();
    refuseBadKey(key);
    const scope = { principal: keyHolder(c.var.principal), key };
    const requestHash = await hashOfRequest(c);
    const after: OnceTransaction['after'] = [];
    const before = await deps.db.withTenant(c.var.principal.tenantId, async (tx) => {
      const claim = await claimKey(tx, scope, requestHash, keys);
      if (!claim.go) return claim;
      await handleOnce(c, { tx, after }, next);
      const { status } = c.res;
      if (!NOT_KEPT.includes(status)) {
        const answer = status < 500 ? await copyOf(c.res) : null;
        await keepAnswer(tx, scope, requestHash, answer, keys);
      }
      return null;
    });
    for (const follow of after) await follow();
    if (before === null) return;
    if ('answer' in before) return replay(before.answer);
    throw before.because === 'running'
      ? new ProblemError('request-running', { headers: { 'retry-after': '1' } })
      : new ProblemError('idempotency-mismatch');
  });
}

/** Handles the request in this transaction; what a refused one has written is taken back. */
async function handleOnce(c: ApiContext, once: OnceTransaction, next: () => Promise<void>): Promise<void> {
  const { tx, after } = once;
  await sql`savepoint request`.execute(tx.sql);
  c.set('once', once);
  await next();
  c.set('once', undefined);
  if (c.res.status < 400) return;
  await sql`rollback to savepoint request`.execute(tx.sql);
  // Otherwise the commit would write what the entity manager still holds.
  tx.em.clear();
  after.length = 0;
}

function refuseBadKey(key: string): void {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return;
  throw new ProblemError('validation', {
    detail: 'Idempotency-Key must be 1 to 255 visible characters.',
    errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible characters' }],
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
