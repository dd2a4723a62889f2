import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import type { Config } from '../src/config/config.ts';
import { openDatabase } from '../src/db/database.ts';
import { shareAmongTenants } from '../src/db/tenant-share.ts';
import { createAnalyst } from '../src/services/insight/analysis/analysis.ts';
import { connectClient } from '../src/temporal/client.ts';
import { createApp } from './app.ts';
import type { ApiEnv } from './http/context.ts';
import { problem } from './http/problem.ts';

/** A running API. */
export interface ApiServer {
  /** `http://host:port` */
  address: string;
  /** Answers what has begun, then lets go of port, database and engine. */
  close(): Promise<void>;
}

const DECISION_TIMEOUT_MS = 10_000;
const REQUESTS_PER_MINUTE = 6000;
const CLOSE_AFTER_MS = 15_000;
const POOL_SIZE = 10;
/** Whoever sent a request does not wait for longer, either. */
const DATABASE_LIMITS = { statementMs: 20_000, idleMs: 30_000 };
/** Less than half of the pool: two companies at their limits leave room for the others. */
const TENANT_SHARE = { atOnce: 4, waiting: 200, waitMs: 10_000 };
const WEB = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Serves API and web UI. Comes up whether database and engine are there or not, and finds them when they are. */
export async function startApi(config: Config, logger: Logger): Promise<ApiServer> {
  const { url, feedUrl } = config.database;
  const db = await openDatabase({ app: url, feed: feedUrl ?? url }, POOL_SIZE, DATABASE_LIMITS);
  const temporal = await connectClient(config);
  const urls = { app: url, feed: feedUrl ?? url };
  const analyst = createAnalyst({ urls, limits: DATABASE_LIMITS }, { keep: 1 });
  const app = createApp({
    db: shareAmongTenants(db, TENANT_SHARE),
    temporal,
    analyst,
    config,
    logger,
    decisionTimeoutMs: DECISION_TIMEOUT_MS,
    requestsPerMinute: REQUESTS_PER_MINUTE,
  });
  serveWeb(app);
  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : config.port);
    });
  });
  return {
    address: `http://localhost:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      const late = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections();
      }, CLOSE_AFTER_MS);
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await closed;
      clearTimeout(late);
      await Promise.all([db.close(), temporal.connection.close(), analyst.close()]);
    },
  };
}

/** The built UI; an address that names no file is the UI's own to route. */
function serveWeb(app: OpenAPIHono<ApiEnv>): void {
  app.use(
    '/*',
    serveStatic({
      root: WEB,
      precompressed: true,
      onFound: (path, c) => {
        const lasting = path.includes('/assets/');
        c.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  app.get('/*', async (c) => {
    if (c.req.path.startsWith('/api/')) return problem(c, 'not-found');
    const page = await readFile(`${WEB}/index.html`, 'utf8').catch(() => null);
    return page === null ? problem(c, 'not-found') : c.html(page, 200, { 'cache-control': 'no-cache' });
  });
}
