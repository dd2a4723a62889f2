import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { recordDenial } from '../../../src/services/access/audit/record-denial.ts';
import { recordAudit } from '../../../src/services/access/audit/record.ts';
import { lookUpKey, touchKey, type KeyRefusal } from '../../../src/services/access/keys/look-up-key.ts';
import { prefixOf } from '../../../src/services/access/keys/key-text.ts';
import { lookUpSession } from '../../../src/services/access/sessions/manage-sessions.ts';
import { addressOf, type ApiContext, type ApiDeps, type ApiEnv, type Principal } from '../context.ts';
import { ProblemError } from '../problem.ts';
import type { RefusalLimit } from './request-limits.ts';

/** The session cookie's name. */
export const SESSION_COOKIE = 'vigil_session';

/** Finds out who calls, by bearer token or session cookie. Anybody else is refused. */
export function authenticate(deps: ApiDeps, refusals: RefusalLimit) {
  const touched = new Map<string, number>();
  return createMiddleware<ApiEnv>(async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization !== undefined) {
      const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
      c.set('principal', await byKey(c, deps, refusals, key));
      await touch(deps, touched, c.var.principal);
    } else {
      const token = getCookie(c, SESSION_COOKIE);
      if (token === undefined) throw unauthenticated('Give an API key as a bearer token, or sign in.');
      c.set('principal', await bySession(c, deps, refusals, token));
    }
    await next();
  });
}

/** Whose key this is; a refusal is recorded and thrown. */
export async function byKey(
  c: ApiContext,
  deps: ApiDeps,
  refusals: RefusalLimit,
  key: string,
): Promise<Principal> {
  const found = await lookUpKey(deps.db, key);
  if ('refused' in found) {
    await refusals.count(c, (many) => deny(c, deps, { key, refusal: found, many }));
    throw unauthenticated('This API key is not valid.');
  }
  const { owner } = found;
  return {
    tenantId: owner.tenant_id,
    userId: owner.user_id,
    apiKeyId: owner.id,
    sessionId: null,
    name: owner.name,
    roles: owner.roles,
    expiresAt: owner.expires_at,
  };
}

async function bySession(
  c: ApiContext,
  { db }: ApiDeps,
  refusals: RefusalLimit,
  token: string,
): Promise<Principal> {
  const session = await lookUpSession(db, token);
  if (session === null) {
    const from = { ip: addressOf(c), requestId: c.var.requestId, prefix: '' };
    await refusals.count(c, (many) => recordDenial(db, { reason: 'no such session', many, ...from }));
    throw unauthenticated('The session has ended. Sign in again.');
  }
  return {
    tenantId: session.tenant_id,
    userId: session.user_id,
    apiKeyId: session.api_key_id,
    sessionId: session.id,
    name: session.name,
    roles: session.roles,
    expiresAt: session.expires_at,
  };
}

/** A key that once was good is its tenant's to know about; any other belongs to nobody. */
async function deny(
  c: ApiContext,
  { db }: ApiDeps,
  { key, refusal, many }: { key: string; refusal: KeyRefusal; many: number | undefined },
): Promise<void> {
  const from = { ip: addressOf(c), requestId: c.var.requestId };
  if (refusal.refused === 'unknown') {
    const prefix = key.startsWith('vgl_') ? prefixOf(key) : '';
    await recordDenial(db, { reason: 'unknown key', prefix, many, ...from });
    return;
  }
  const { owner } = refusal;
  await db.withTenant(owner.tenant_id, (tx) =>
    recordAudit(
      tx,
      { type: 'api_key', id: owner.id, name: owner.name, ...from },
      {
        action: 'session.deny',
        targetType: 'api_key',
        targetId: owner.id,
        after: { reason: refusal.refused, ...(many !== undefined && { in_this_minute: many }) },
      },
    ),
  );
}

const TOUCH_EVERY_MS = 60_000;

async function touch({ db }: ApiDeps, touched: Map<string, number>, principal: Principal): Promise<void> {
  const { apiKeyId, tenantId } = principal;
  const now = Date.now();
  if (apiKeyId === null || now - (touched.get(apiKeyId) ?? 0) < TOUCH_EVERY_MS) return;
  touched.set(apiKeyId, now);
  await touchKey(db, { id: apiKeyId, tenantId });
}

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', { detail, headers: { 'www-authenticate': 'Bearer realm="vigil"' } });
