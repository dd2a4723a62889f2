import { createRoute } from '@hono/zod-openapi';
import { deleteCookie, setCookie } from 'hono/cookie';
import { recordAudit } from '../../src/services/access/audit/record.ts';
import { endSession, startSession } from '../../src/services/access/sessions/manage-sessions.ts';
import { readWhereabouts } from '../../src/services/access/sessions/read-me.ts';
import { actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { byKey, SESSION_COOKIE } from '../http/middleware/authenticate.ts';
import type { RefusalLimit } from '../http/middleware/request-limits.ts';
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

/** Signing in, which needs no one signed in. */
export function signInRoutes(deps: ApiDeps, refusals: RefusalLimit) {
  const router = createRouter();

  router.openapi(signIn, async (c) => {
    const principal = await byKey(c, deps, refusals, c.req.valid('json').api_key);
    c.set('principal', principal);
    const { userId, apiKeyId } = principal;
    const { token, expiresAt } = await inTenant(c, deps, async (tx) => {
      await recordAudit(tx, actorOf(c), { action: 'session.create', targetType: 'session' });
      return startSession(tx, { userId, apiKeyId });
    });
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
