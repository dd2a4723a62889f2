import pLimit, { type LimitFunction } from 'p-limit';
import type { Database } from './database.ts';

/** What one tenant may hold of a process's connections. */
export interface TenantShare {
  /** Transactions at the same time. */
  atOnce: number;
  /** Transactions that wait for one of these. */
  waiting: number;
  /** Milliseconds that one waits at most. */
  waitMs: number;
}

/** A tenant has more requests under way than its share allows; the same request succeeds once some of them are done. */
export class TenantBusy extends Error {
  override name = 'TenantBusy';

  constructor() {
    super('More is under way for this company than may be at once.');
  }
}

/**
 * The same database, but no tenant holds more of its connections than its share: however slow or many the requests of
 * one are, the others find a connection. What exceeds the share fails with TenantBusy.
 */
export function shareAmongTenants(db: Database, share: TenantShare): Database {
  const limits = new Map<string, LimitFunction>();
  const limitOf = (tenantId: string): LimitFunction => {
    const limit = limits.get(tenantId) ?? pLimit(share.atOnce);
    limits.set(tenantId, limit);
    return limit;
  };
  return {
    ...db,
    async withTenant(tenantId, work) {
      const limit = limitOf(tenantId);
      if (limit.pendingCount >= share.waiting) throw new TenantBusy();
      const waits = limit.activeCount + limit.pendingCount >= share.atOnce;
      const late = performance.now() + share.waitMs;
      try {
        return await limit(() => {
          if (waits && performance.now() > late) throw new TenantBusy();
          return db.withTenant(tenantId, work);
        });
      } finally {
        if (limit.activeCount + limit.pendingCount === 0) limits.delete(tenantId);
      }
    },
  };
}
