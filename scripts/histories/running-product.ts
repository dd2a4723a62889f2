/** A product to record: servers of its own, the demo's feeds, and a worker in this process. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { feedVariables } from '../../src/dev/stack/stack-environment.ts';
import { loadConfig, type Config } from '../../src/config/config.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { bootstrapRoles } from '../../src/db/roles.ts';
import { startDemoFeeds } from '../../src/dev/demo-feeds/server.ts';
import { randomPort } from '../../src/dev/tools/ports.ts';
import { startPostgres } from '../../src/dev/postgres/server.ts';
import { startDevServer } from '../../src/dev/temporal/dev-server.ts';
import { findTemporal } from '../../src/dev/temporal/find-temporal.ts';
import { connectClient } from '../../src/temporal/client.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { startFeedServer, type FeedServer } from '../../test/integration/custom-feeds/feed-server.ts';
import { REPLAY_KEYS } from '../../test/replay/keys.ts';
import { startMailbox } from '../../test/support/servers/mailbox.ts';
import { say } from './recording.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PASSWORD = 'recording';

export interface RunningProduct {
  client: Client;
  db: Database;
  /** Serves a tenant's own feeds. */
  own: FeedServer;
}

/** Servers that end with what they were started for. */
async function withServers<T>(
  use: (servers: { urlOf: (role: string, name?: string) => string; temporal: string }) => Promise<T>,
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigil-record-'));
  await chmod(folder, 0o755);
  const postgres = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await randomPort(),
    password: PASSWORD,
    logFile: path.join(folder, 'postgres.log'),
    settings: ['fsync=off'],
    say,
  });
  const temporal = await startDevServer({
    program: await findTemporal(process.env, say),
    port: await randomPort(),
    uiPort: undefined,
    dbFile: undefined,
    logFile: path.join(folder, 'temporal.log'),
  });
  const urlOf = (role: string, name = 'vigil') =>
    `postgres://${role}:${PASSWORD}@${postgres.address}/${name}`;
  try {
    await bootstrapRoles(urlOf('postgres', 'postgres'), { owner: PASSWORD, app: PASSWORD, feed: PASSWORD });
    await migrate(urlOf('vigil_owner'));
    return await use({ urlOf, temporal: temporal.address });
  } finally {
    process.kill(temporal.pid, 'SIGTERM');
    process.kill(postgres.pid, 'SIGINT');
    await sleep(3_000);
    await rm(folder, { recursive: true, force: true });
  }
}

async function withWorker(
  config: Config,
  own: FeedServer,
  use: (product: RunningProduct) => Promise<void>,
): Promise<void> {
  const { url, feedUrl } = config.database;
  const db = await openDatabase({ app: url, feed: feedUrl ?? url });
  const client = await connectClient(config);
  const worker = await startWorker(config, pino({ level: 'warn' }, pino.destination(2)), {
    guard: { allow: [{ address: '127.0.0.1', port: own.port }] },
  });
  const running = worker.run();
  await use({ client, db, own });
  await worker.shutdown();
  await running;
  await client.connection.close();
  await db.close();
}

/** Starts all of it, and ends it when it was used. */
export async function withProduct(use: (product: RunningProduct) => Promise<void>): Promise<void> {
  await withServers(async ({ urlOf, temporal }) => {
    const mailbox = await startMailbox();
    const feeds = await startDemoFeeds({
      recordsDir: path.join(ROOT, 'demo/records'),
      mode: 'shift',
      port: 0,
    });
    const own = await startFeedServer();
    const at = feeds.address;
    const config = loadConfig({
      DATABASE_URL: urlOf('vigil_app'),
      DATABASE_FEED_URL: urlOf('vigil_feed'),
      TEMPORAL_ADDRESS: temporal,
      SMTP_URL: mailbox.url,
      VIGIL_ENCRYPTION_KEYS: REPLAY_KEYS.map(({ kid, key }) => `${kid}:${key.toString('base64')}`).join(','),
      ...feedVariables(at),
    });
    try {
      await withWorker(config, own, use);
    } finally {
      own.close();
      await feeds.close();
      await mailbox.close();
    }
  });
}
