import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** One entry of the audit log. */
export type AuditRow = Omit<Selectable<Tables['audit_log']>, 'created_at' | 'updated_at'>;

/** Everything is optional; times are ISO 8601. */
export interface AuditFilter {
  action?: string | undefined;
  actor_id?: string | undefined;
  target_type?: string | undefined;
  target_id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The tenant's audit log, newest first. */
export function listAudit(tx: TenantTx, filter: AuditFilter, page: PageRequest): Promise<Page<AuditRow>> {
  const where: RawBuilder<unknown>[] = [
    ...equals(sql`l.action`, filter.action),
    ...equals(sql`l.actor_id`, filter.actor_id),
    ...equals(sql`l.target_type`, filter.target_type),
    ...equals(sql`l.target_id`, filter.target_id),
  ];
  if (filter.from !== undefined) where.push(sql`l.occurred_at >= ${filter.from}`);
  if (filter.to !== undefined) where.push(sql`l.occurred_at <= ${filter.to}`);
  return readPage<AuditRow>(tx, {
    select: sql`l.id, l.tenant_id, l.actor_type, l.actor_id, l.actor_name, l.action, l.target_type, l.target_id,
      l.before, l.after, l.ip, l.request_id, l.api_key_id, l.occurred_at`,
    from: sql`audit_log l`,
    where,
    id: sql`l.id`,
    sorts: { occurred_at: [sql`l.occurred_at`, 'timestamptz'] },
    sort: '-occurred_at',
    page,
  });
}
