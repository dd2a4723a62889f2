import { createMiddleware } from 'hono/factory';
import { cut } from '../../../src/domain/text/cut.ts';
import { recordAudit } from '../../../src/services/access/audit/record.ts';
import { createRequestLimit } from '../../../src/services/access/limits/request-limit.ts';
import { actorOf, keyHolder, type ApiDeps, type ApiEnv } from '../context.ts';
import { isRecorded } from './request-limits.ts';

const MINUTE_MS = 60_000;
/** Of one caller, recorded each by itself in a minute. */
const EACH_A_MINUTE = 20;

/** Records what a caller's role did not allow; of many in a minute how many there were so far. */
export function auditForbidden({ db }: Pick<ApiDeps, 'db'>) {
  const counter = createRequestLimit(db, { name: 'forbidden', most: EACH_A_MINUTE, windowMs: MINUTE_MS });
  return createMiddleware<ApiEnv>(async (c, next) => {
    await next();
    if (c.res.status !== 403) return;
    const { position } = await counter.count(keyHolder(c.var.principal));
    if (!isRecorded(position, EACH_A_MINUTE)) return;
    const after = {
      method: c.req.method,
      // As it was sent: decoded, it may hold what cannot be stored.
      path: cut(new URL(c.req.url).pathname, 500),
      ...(position > EACH_A_MINUTE && { in_this_minute: position }),
    };
    await db.withTenant(c.var.principal.tenantId, (tx) =>
      recordAudit(tx, actorOf(c), { action: 'request.deny', after }),
    );
  });
}
