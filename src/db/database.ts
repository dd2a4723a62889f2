import { MikroORM, type InferKyselyDB, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { dropDeadConnections } from './dead-connections.ts';
import type { ENTITIES } from './entities/all.ts';
import { MODEL } from './model.ts';
import { columnParsers } from './parsers.ts';

/** The tables as Kysely sees them, inferred from the entities. */
export type Tables = InferKyselyDB<(typeof ENTITIES)[number], object>;

/** A running transaction: entities for writes of whole rows, typed SQL for everything else. */
export interface Tx {
  em: SqlEntityManager;
  sql: Kysely<Tables>;
}

/** A transaction of one tenant; row-level security shows it nothing else. */
export interface TenantTx extends Tx {
  tenantId: string;
}

/** The only ways to PostgreSQL. Work runs in a transaction that ends with it; an error rolls it back. */
export interface Database {
  /** As the application role, for one tenant. */
  withTenant<T>(tenantId: string, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** As the application role, before a tenant is known: only the lookup functions answer. */
  withoutTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As the feed role, over shared rows. */
  withFeedRole<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Addresses of the database for the two roles at run time. */
export interface DatabaseUrls {
  app: string;
  feed: string;
}

/** How long PostgreSQL lets a connection go on before it ends what it does. */
export interface DatabaseLimits {
  /** Milliseconds of one statement. */
  statementMs: number;
  /** Milliseconds without a statement within a transaction. */
  idleMs: number;
}

/** For work of minutes, which has a time-out of its own where it begins. */
const LENIENT: DatabaseLimits = { statementMs: 10 * 60_000, idleMs: 5 * 60_000 };

/**
 * Opens the database; connections are made when work needs them. There are at most `poolSize` of the application role
 * and half as many (two at least) of the feed role.
 */
export async function openDatabase(
  urls: DatabaseUrls,
  poolSize = 10,
  limits: DatabaseLimits = LENIENT,
): Promise<Database> {
  const app = await open(urls.app, poolSize, limits);
  const feed = await open(urls.feed, Math.max(2, Math.ceil(poolSize / 2)), limits);
  return {
    withTenant: (tenantId, work) =>
      transact(app, { variables: { 'app.tenant_id': tenantId } }, (tx) => work({ ...tx, tenantId })),
    withoutTenant: (work) => transact(app, undefined, work),
    withFeedRole: (work) => transact(feed, undefined, work),
    close: async () => {
      await Promise.all([app.close(true), feed.close(true)]);
    },
  };
}

type Orm = Awaited<ReturnType<typeof open>>;

/** Milliseconds to wait for a connection, free or new: work that gets none fails, and is tried again. */
const CONNECT_TIMEOUT_MS = 15_000;

function open(clientUrl: string, max: number, { statementMs, idleMs }: DatabaseLimits) {
  return MikroORM.init({
    ...MODEL,
    clientUrl,
    pool: { min: 0, max },
    driverOptions: {
      types: columnParsers(),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: idleMs,
      // Finds out that a server has vanished without closing the connection.
      keepAlive: true,
      onPoolCreated: (pool: Pool) => dropDeadConnections(pool),
    },
  });
}

async function transact<T>(
  orm: Orm,
  session: { variables: Record<string, string> } | undefined,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const em = orm.em.fork(session ? { session } : {});
  return em.transactional((inner) => work({ em: inner, sql: inner.getKysely() }));
}
