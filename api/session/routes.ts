import { createRoute } from '@hono/zod-openapi';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { recordAudit } from '../../src/services/access/audit/record.ts';
import { createRequestLimit } from '../../src/services/access/limits/request-limit.ts';
import {
  endSession,
  lookUpSession,
  startSession,
} from '../../src/services/access/sessions/manage-sessions.ts';
import { readWhereabouts } from '../../src/services/access/sessions/read-me.ts';
import {
  actorOf,
  inTenant,
  keyHolder,
  type ApiContext,
  type ApiDeps,
  type Principal,
} from '../http/context.ts';
import { byKey, SESSION_COOKIE } from '../http/middleware/authenticate.ts';
import { tooMany, type RefusalLimit } from '../http/middleware/request-limits.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, problems } from '../http/openapi.ts';
import { Me, SessionCreate } from './schema.ts';

const tags = ['Session'];

const signIn = createRoute({
  method: 'post',
  operationId: 'signIn',
  path: '/session',
  tags,
  summary: 'Sign in with an API key; sets the session cookie',
  security: [],
  request: { body: body(SessionCreate) },
  responses: { 201: answers(Me, 'Signed in'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getSession',
  path: '/session',
  tags,
  summary: 'Say who is signed in',
  middleware: [anyRole] as const,
  responses: { 200: answers(Me, 'Who calls'), ...problems() },
});

const signOut = createRoute({
  method: 'delete',
  operationId: 'signOut',
  path: '/session',
  tags,
  summary: 'Sign out',
  middleware: [anyRole] as const,
  responses: { 204: { description: 'Signed out' }, ...problems() },
});

/** Sign-ins a minute and key: each makes a session that lasts for hours. */
const SIGN_INS_A_MINUTE = 30;

/** Signing in, which needs no one signed in. */
export function signInRoutes(deps: ApiDeps, refusals: RefusalLimit) {
  const router = createRouter();
  const signIns = createRequestLimit(deps.db, {
    name: 'sign-ins',
    most: SIGN_INS_A_MINUTE,
    windowMs: 60_000,
  });

  async function limitSignIns(principal: Principal): Promise<void> {
    const { position, resetsInMs } = await signIns.count(keyHolder(principal));
    if (position > SIGN_INS_A_MINUTE)
      throw tooMany(`At most ${SIGN_INS_A_MINUTE} sign-ins a minute with one key.`, resetsInMs);
  }

  router.openapi(signIn, async (c) => {
    const principal = await byKey(c, deps, refusals, c.req.valid('json').api_key);
    c.set('principal', principal);
    await limitSignIns(principal);
    const { userId, apiKeyId } = principal;
    const replaced = await replacedSession(c, deps);
    const { token, expiresAt } = await inTenant(c, deps, async (tx) => {
      await recordAudit(tx, actorOf(c), { action: 'session.create', targetType: 'session' });
      return startSession(tx, { userId, apiKeyId });
    });
    if (replaced) await deps.db.withTenant(replaced.tenant_id, (tx) => endSession(tx, replaced.id));
    setCookie(c, SESSION_COOKIE, token, { ...cookieOptions(deps), expires: new Date(expiresAt) });
    c.set('principal', { ...principal, expiresAt });
    return c.json({ ...(await whoIs(c, deps)), via: 'session' as const }, 201, {
      'cache-control': 'no-store',
    });
  });

  return router;
}

/** The session of whoever calls. */
export function sessionRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(get, async (c) => c.json(await whoIs(c, deps), 200, { 'cache-control': 'no-store' }));

  router.openapi(signOut, async (c) => {
    const { sessionId } = c.var.principal;
    if (sessionId !== null) {
      await inTenant(c, deps, async (tx) => {
        await endSession(tx, sessionId);
        await recordAudit(tx, actorOf(c), {
          action: 'session.delete',
          targetType: 'session',
          targetId: sessionId,
        });
      });
    }
    deleteCookie(c, SESSION_COOKIE, cookieOptions(deps));
    return c.body(null, 204);
  });

  return router;
}

/** The session that the browser still has: it is lost with its cookie, so it ends. */
async function replacedSession(c: ApiContext, { db }: ApiDeps) {
  const token = getCookie(c, SESSION_COOKIE);
  return token === undefined ? null : lookUpSession(db, token);
}

const cookieOptions = ({ config }: ApiDeps) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: config.publicUrl.startsWith('https:'),
  }) as const;

async function whoIs(c: ApiContext, deps: ApiDeps): Promise<Me> {
  const { userId, name, roles, sessionId, expiresAt } = c.var.principal;
  const { tenant, user } = await inTenant(c, deps, (tx) => readWhereabouts(tx, userId));
  return {
    id: userId,
    name: user?.name ?? name,
    email: user?.email ?? null,
    roles,
    tenant,
    via: sessionId === null ? 'api_key' : 'session',
    expires_at: expiresAt,
  };
}
