import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Config } from '../../src/config/config.ts';
import type { Actor } from '../../src/contracts/decisions.ts';
import type { Database, TenantTx } from '../../src/db/database.ts';
import type { Role } from '../../src/domain/vocabulary.ts';
import type { AuditActor } from '../../src/services/access/audit/record.ts';
import type { WriteDeps } from '../../src/services/custom-feeds/manage/write-feed.ts';
import type { Analyst } from '../../src/services/insight/analysis/analysis.ts';
import type { TemporalClient } from '../../src/temporal/decisions.ts';

/** What the routes work with; handed in, so that tests choose. */
export interface ApiDeps {
  db: Database;
  temporal: TemporalClient;
  analyst: Analyst;
  config: Pick<Config, 'publicUrl' | 'temporal' | 'encryptionKeys' | 'codec'>;
  logger: Logger;
  /** Milliseconds that a decision may take until it is answered with 202 or 503. */
  decisionTimeoutMs: number;
  /** Requests a minute and key. */
  requestsPerMinute: number;
  /** Milliseconds that a preview of a configuration may take; only a test says anything here. */
  previewTimeoutMs?: number;
  /** What custom feeds may reach besides the public internet; only a test says anything here. */
  guard?: WriteDeps['guard'];
}

/** Who calls, after authentication. */
export interface Principal {
  tenantId: string;
  /** The person; null for an API key that belongs to no user. */
  userId: string | null;
  apiKeyId: string | null;
  sessionId: string | null;
  name: string;
  roles: Role[];
  /** ISO 8601; when the session or key ends, if it does. */
  expiresAt: string | null;
}

export interface ApiEnv {
  Variables: {
    principal: Principal;
    requestId: string;
    publicUrl: string | null;
    once: OnceTransaction | undefined;
  };
}

/** The one transaction of a request that happens once, and what is to follow its commit. */
export interface OnceTransaction {
  tx: TenantTx;
  after: (() => Promise<void>)[];
}

export type ApiContext = Context<ApiEnv>;

/** Runs work in a transaction of the caller's tenant: in the request's own, where it happens once. */
export function inTenant<T>(
  c: ApiContext,
  { db }: Pick<ApiDeps, 'db'>,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  const { once, principal } = c.var;
  return once ? work(once.tx) : db.withTenant(principal.tenantId, work);
}

/** Does what others see the request's effect by, such as starting a workflow that reads it: after the commit. */
export async function afterCommit(c: ApiContext, follow: () => Promise<void>): Promise<void> {
  const { once } = c.var;
  if (once) once.after.push(follow);
  else await follow();
}

/** The caller as the audit log names it. */
export function actorOf(c: ApiContext): AuditActor {
  const { userId, apiKeyId, name } = c.var.principal;
  return {
    type: userId === null ? 'api_key' : 'user',
    id: userId ?? apiKeyId,
    name,
    ip: addressOf(c),
    requestId: c.var.requestId,
    apiKeyId,
  };
}

/** The caller as the engine's messages and timelines name who decides. */
export function deciderOf(c: ApiContext): Actor {
  const { userId, name, apiKeyId } = c.var.principal;
  return {
    userId,
    name,
    via: 'api',
    origin: { apiKeyId, ip: addressOf(c), requestId: c.var.requestId },
  };
}

/** Whose Idempotency-Keys and whose share of requests: each API key's own, else the person's. */
export const keyHolder = ({ apiKeyId, userId, tenantId }: Principal): string =>
  apiKeyId ?? userId ?? tenantId;

/** True for the roles that see every row of their tenant, other people's too. */
export const seesAll = ({ roles }: Principal): boolean =>
  roles.includes('admin') || roles.includes('compliance');

/** The client's address as the socket knows it; null where there is no socket. */
export function addressOf(c: Context): string | null {
  const env = c.env as { incoming?: unknown } | undefined;
  return env?.incoming === undefined ? null : (getConnInfo(c).remote.address ?? null);
}
