/** The whole product as a person gets it: real API and worker processes, PostgreSQL, Temporal, SMTP, feeds. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { feedVariables } from '../../../src/dev/stack/stack-environment.ts';
import { openDatabase, type Database } from '../../../src/db/database.ts';
import { startDemoFeeds, type DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { createTestDatabase, type TestDatabase } from '../servers/database.ts';
import { startMailbox, type Mailbox } from '../servers/mailbox.ts';
import { testTemporal, type TestTemporal } from '../servers/temporal.ts';
import { createTestTenant, type TestTenant } from '../data/tenants.ts';
import { runFolder } from '../test-run.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** One of the product's processes. */
export interface ProductProcess {
  start(): Promise<void>;
  /** SIGKILL: nothing is put in order. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end; its exit code, null when it did not run or was killed. */
  stop(): Promise<number | null>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // A test reads whatever the API shows; the API's own types are checked elsewhere.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export interface RunningProduct {
  db: Database;
  database: TestDatabase;
  temporal: TestTemporal;
  mailbox: Mailbox;
  feeds: DemoFeeds;
  url: string;
  api: ProductProcess;
  worker: ProductProcess;
  first: TestTenant;
  second: TestTenant;
  /** A call of the API under `/api/v1`, as JSON. */
  call(
    key: string,
    method: string,
    route: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Polls until `check` gives something, at most `seconds` (60). */
  until<T>(what: string, check: () => Promise<T | null | undefined | false>, seconds?: number): Promise<T>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Records served as feeds; default: the demo's. */
  records?: { dir: string; mode: 'shift' | 'as-is' };
  env?: Record<string, string>;
  /** A database of the caller's own, e.g. on a server that it will stop; default: a fresh one on the run's server. */
  database?: TestDatabase;
  /** Told the id of each process of the product as it starts. */
  onSpawn?: (command: string, pid: number) => void;
}

/** Starts everything with two fresh tenants; the API and the worker run as processes of their own. */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const database = options.database ?? (await createTestDatabase());
  const temporal = await testTemporal();
  const mailbox = await startMailbox();
  const records = options.records ?? { dir: path.join(ROOT, 'demo/records'), mode: 'shift' as const };
  const feeds = await startDemoFeeds({ recordsDir: records.dir, mode: records.mode, port: 0 });
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const first = await createTestTenant(db);
  const second = await createTestTenant(db);
  const port = await randomPort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...environment(database, temporal, mailbox, feeds.address, port), ...options.env };
  const answers = () =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  const ready = async () => {
    await untilTrue('the API', answers);
  };
  const api = productProcess('api', env, ready, options.onSpawn);
  const worker = productProcess('worker', env, () => Promise.resolve(), options.onSpawn);
  await Promise.all([api.start(), worker.start()]);
  return {
    db,
    database,
    temporal,
    mailbox,
    feeds,
    url,
    api,
    worker,
    first,
    second,
    call: (key, method, route, body, headers = {}) => callApi(url, key, method, route, body, headers),
    until: untilTrue,
    stop: async () => {
      await Promise.all([api.stop(), worker.stop()]);
      await Promise.all([db.close(), feeds.close(), mailbox.close()]);
      await database.drop();
    },
  };
}

function environment(
  database: TestDatabase,
  temporal: TestTemporal,
  mailbox: Mailbox,
  feeds: string,
  port: number,
): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    VIGIL_DATA_DIR: runFolder(),
    DATABASE_URL: database.urls.app,
    DATABASE_FEED_URL: database.urls.feed,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: mailbox.url,
    VIGIL_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    ...feedVariables(feeds),
    LOG_LEVEL: 'info',
  };
}

function productProcess(
  command: string,
  env: Record<string, string>,
  ready: () => Promise<void>,
  onSpawn: ProductOptions['onSpawn'],
): ProductProcess {
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    child = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
    return running.exitCode;
  };
  return {
    start: async () => {
      const log = openSync(path.join(runFolder(), `${command}-${env['PORT'] ?? ''}.log`), 'a');
      child = spawn(process.execPath, ['src/main.ts', command], {
        cwd: ROOT,
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          // Tests start these processes dozens of times.
          NODE_COMPILE_CACHE: path.join(runFolder(), 'compiled'),
          ...env,
        },
        stdio: ['ignore', log, log],
      });
      onSpawn?.(command, child.pid ?? 0);
      await ready();
    },
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** A call of the API at `url` under `/api/v1`, as JSON. */
export async function callApi(
  url: string,
  key: string,
  method: string,
  route: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${route}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    headers: answer.headers,
    body: json ? (JSON.parse(text) as unknown) : text,
  };
}

/** Polls until `check` gives something. Throws after `seconds`. */
export async function untilTrue<T>(
  what: string,
  check: () => Promise<T | null | undefined | false>,
  seconds = 60,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`);
    await sleep(200);
  }
}
