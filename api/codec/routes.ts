/** Temporal's remote codec protocol: the Web UI and the command line have the engine's payloads decoded here. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { ApiDeps } from '../http/context.ts';
import type { RefusalLimit } from '../http/middleware/request-limits.ts';
import { problem, ProblemError } from '../http/problem.ts';
import { createRemoteCodec, type RemotePayload } from '../../src/temporal/remote-codec.ts';
import { requireOperator } from './operator.ts';

/** What the engine takes for one message, as base64. */
const MOST_BYTES = 6 * 1024 * 1024;
const MOST_PAYLOADS = 2_000;

/** The payloads of a request. Throws the problem that they are none. */
function payloadsOf(body: unknown): RemotePayload[] {
  const { payloads } = (body ?? {}) as { payloads?: unknown };
  if (!Array.isArray(payloads) || payloads.length > MOST_PAYLOADS || !payloads.every(isPayload))
    throw new ProblemError('validation', {
      errors: [{ path: 'payloads', message: `must be a list of at most ${MOST_PAYLOADS} payloads` }],
    });
  return payloads;
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isPayload(value: unknown): value is RemotePayload {
  if (typeof value !== 'object' || value === null) return false;
  const { data, metadata } = value as { data?: unknown; metadata?: unknown };
  const entries = typeof metadata === 'object' && metadata !== null ? Object.values(metadata) : [];
  return isText(data) && entries.every((entry) => typeof entry === 'string');
}

/** `/codec/decode` and `/codec/encode`, for operators. */
export function codecRoutes(deps: ApiDeps, refusals: RefusalLimit): Hono {
  const router = new Hono();
  const { uiUrl } = deps.config.temporal;
  router.use(
    cors({
      origin: uiUrl === undefined ? [] : [new URL(uiUrl).origin],
      allowMethods: ['POST'],
      allowHeaders: ['content-type', 'authorization', 'x-namespace'],
      credentials: true,
      maxAge: 600,
    }),
  );
  router.use(requireOperator(deps, refusals));
  router.use(bodyLimit({ maxSize: MOST_BYTES, onError: (c) => problem(c, 'too-large') }));
  for (const direction of ['decode', 'encode'] as const) {
    router.post(`/${direction}`, async (c) => {
      const codec = createRemoteCodec(deps.config.encryptionKeys);
      const body: unknown = await c.req.json().catch(() => null);
      c.header('cache-control', 'no-store');
      return c.json({ payloads: await codec[direction](payloadsOf(body)) });
    });
  }
  return router;
}
