import { sql } from 'kysely';
import { Hono } from 'hono';
import type { ApiDeps } from './context.ts';
import type { Observed } from './observe.ts';

const CHECK_MS = 2000;

/** `/healthz`: the process answers. `/readyz`: so do database and Temporal. `/metrics`: for Prometheus. */
export function healthRoutes({ db, temporal, config }: ApiDeps, metrics: Observed): Hono {
  const router = new Hono();

  router.get('/healthz', (c) => c.json({ status: 'ok' }));

  router.get('/readyz', async (c) => {
    const [databaseUp, temporalUp] = await Promise.all([
      answers(db.withoutTenant((tx) => sql`select 1`.execute(tx.sql))),
      answers(
        temporal.withDeadline(Date.now() + CHECK_MS, () =>
          temporal.workflowService.describeNamespace({ namespace: config.temporal.namespace }),
        ),
      ),
    ]);
    const ready = databaseUp && temporalUp;
    const say = (up: boolean) => (up ? 'up' : 'down');
    const checks = { database: say(databaseUp), temporal: say(temporalUp) };
    return c.json({ status: ready ? 'ready' : 'not_ready', checks }, ready ? 200 : 503);
  });

  router.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );

  return router;
}

/** False when it failed or took too long. */
async function answers(check: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  const works = check.then(
    () => true,
    () => false,
  );
  return Promise.race([works, late]).finally(() => clearTimeout(timer));
}
