/** Who may read what the engine stores: of every company, so it is the operator's alone. */
import { hash, timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { recordDenial } from '../../src/services/access/audit/record-denial.ts';
import { addressOf, type ApiContext, type ApiDeps } from '../http/context.ts';
import type { RefusalLimit } from '../http/middleware/request-limits.ts';
import { ProblemError } from '../http/problem.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** What proxies add: behind one, everybody seems to sit here. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Lets operators through: whoever has the operator's token, or, where the codec is `local`, whoever sits at this machine
 * (a page of another site that made its name point here still says its own name).
 */
export function requireOperator({ db, config }: ApiDeps, refusals: RefusalLimit) {
  const { codec } = config;
  return createMiddleware(async (c, next) => {
    if (codec === undefined) throw new ProblemError('not-found');
    if (codec === 'local') {
      const isHere = LOOPBACK.test(addressOf(c) ?? '') && LOCAL_NAME.test(c.req.header('host') ?? '');
      const isDirect = FORWARDED.every((name) => c.req.header(name) === undefined);
      if (isHere && isDirect && LOCAL_NAME.test(new URL(config.publicUrl).host)) return next();
      throw new ProblemError('forbidden', { detail: 'Payloads are decoded for this machine alone.' });
    }
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), digest(codec.token))) return next();
    const from = { ip: addressOf(c), requestId: c.get('requestId'), prefix: '' };
    await refusals.count(c as ApiContext, (many) =>
      recordDenial(db, { reason: 'no operator', many, ...from }),
    );
    throw new ProblemError('unauthenticated', {
      detail: "Give the operator's token as a bearer token.",
      headers: { 'www-authenticate': 'Bearer realm="vigil operators"' },
    });
  });
}
