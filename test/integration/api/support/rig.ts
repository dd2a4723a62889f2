/** The API in this process over real PostgreSQL and a real Temporal server, with two tenants full of rows. */
import { pino } from 'pino';
import { createApp } from '../../../../api/app.ts';
import type { ApiDeps } from '../../../../api/http/context.ts';
import { openDatabase, type Database } from '../../../../src/db/database.ts';
import { createAnalyst } from '../../../../src/services/insight/analysis/analysis.ts';
import { connectClient } from '../../../../src/temporal/client.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/servers/database.ts';
import { testTemporal } from '../../../support/servers/temporal.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { fillTenant, type TenantRows } from './fill-tenant.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // A test reads whatever the API shows; the API's own types are checked by the compiler.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** The fields that a refusal names. */
export const fieldsOf = ({ body }: Answer): string[] => body.errors.map(({ path }: { path: string }) => path);

export interface Rig {
  db: Database;
  database: TestDatabase;
  deps: ApiDeps;
  first: TestTenant;
  second: TestTenant;
  /** Ids of one row of each kind. */
  rows: TenantRows;
  others: TenantRows;
  /** A call under `/api/v1`; an object as body goes as JSON, text as it is. */
  call(
    key: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A path as it is, without `/api/v1`. */
  raw(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** By which the rig's operator has payloads decoded. */
export const OPERATOR_TOKEN = 'operator-token-of-the-rig-0123456789';

/** Nothing listens there. */
export const NOWHERE = '127.0.0.1:1';

/** `temporal`: a server without workers, or none at all. */
export async function startRig(
  options: { temporal?: 'server' | 'none'; deps?: Partial<ApiDeps> } = {},
): Promise<Rig> {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const { address, namespace } =
    options.temporal === 'none' ? { address: NOWHERE, namespace: 'default' } : await testTemporal();
  const config = {
    publicUrl: 'http://vigil.test',
    temporal: { connection: { address }, namespace, uiUrl: 'http://temporal.test' },
    encryptionKeys: [{ kid: 'test', key: Buffer.alloc(32, 7) }],
    codec: { token: OPERATOR_TOKEN },
  };
  const temporal = await connectClient(config);
  const { app: appUrl, feed } = database.urls;
  const analyst = createAnalyst({
    urls: { app: appUrl, feed },
    limits: { statementMs: 20_000, idleMs: 30_000 },
  });
  const deps: ApiDeps = {
    db,
    temporal,
    analyst,
    config,
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    decisionTimeoutMs: 1500,
    requestsPerMinute: 100_000,
    ...options.deps,
  };
  const app = createApp(deps);
  const first = await createTestTenant(db);
  const second = await createTestTenant(db);
  const raw = async (path: string, init?: RequestInit) => app.request(`http://vigil.test${path}`, init);
  return {
    db,
    database,
    deps,
    first,
    second,
    rows: await fillTenant(db, first),
    others: await fillTenant(db, second),
    raw,
    async call(key, method, path, body, headers = {}) {
      const answer = await raw(`/api/v1${path}`, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = (answer.headers.get('content-type') ?? '').includes('json');
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
    },
    async close() {
      await analyst.close();
      await db.close();
      await temporal.connection.close();
      await database.drop();
    },
  };
}
