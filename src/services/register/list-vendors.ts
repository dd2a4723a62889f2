import { sql, type RawBuilder } from 'kysely';
import type { TenantTx } from '../../db/database.ts';
import { VENDOR_STATUSES } from '../../domain/response/vendor-status.ts';
import type { Criticality, TrackingStatus } from '../../domain/vocabulary.ts';
import {
  among,
  containing,
  equals,
  readPage,
  type Page,
  type PageRequest,
  type Sorts,
} from '../../db/keyset.ts';

/** A vendor with everything that belongs to it; `security_status` is the worst of its open trackings, else clean. */
export interface VendorRow {
  id: string;
  tenant_id: string;
  name: string;
  legal_name: string | null;
  website: string | null;
  criticality: Criticality;
  owner_id: string | null;
  owner_name: string | null;
  status: 'active' | 'archived';
  external_ref: string | null;
  aliases: string[];
  domains: string[];
  products: { name: string; version: string | null; cpe: string | null }[];
  contacts: { name: string; email: string; role: string | null }[];
  security_status: TrackingStatus;
  open_trackings: number;
  created_at: string;
  updated_at: string;
}

/** Everything is optional. */
export interface VendorFilter {
  q?: string | undefined;
  criticality?: Criticality[] | undefined;
  security_status?: TrackingStatus[] | undefined;
  status?: 'active' | 'archived' | 'all' | undefined;
  owner_id?: string | undefined;
  open?: boolean | undefined;
}

// `resolved` is no status of a vendor; the worst comes last.
const RANKED = sql`array[${sql.join(VENDOR_STATUSES)}]::text[]`;
const SECURITY_STATUS = sql`coalesce((${RANKED})[o.worst], ${VENDOR_STATUSES[0]})`;
const FROM = sql`vendors v
  left join users u on u.id = v.owner_id
  left join lateral (
    select count(*) as open, max(array_position(${RANKED}, t.status)) as worst
    from vendor_security_tracking t where t.vendor_id = v.id and t.status <> 'resolved'
  ) o on true`;
const COLUMNS = sql`v.id, v.tenant_id, v.name, v.legal_name, v.website, v.criticality, v.owner_id,
  u.name as owner_name, v.status, v.external_ref,
  coalesce((select jsonb_agg(a.alias order by a.alias) from vendor_aliases a where a.vendor_id = v.id), '[]') as aliases,
  coalesce((select jsonb_agg(d.domain order by d.domain) from vendor_domains d where d.vendor_id = v.id), '[]') as domains,
  coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'version', p.version, 'cpe', p.cpe) order by p.name, p.id)
            from vendor_products p where p.vendor_id = v.id), '[]') as products,
  coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'email', c.email, 'role', c.role) order by c.name, c.id)
            from vendor_contacts c where c.vendor_id = v.id), '[]') as contacts,
  ${SECURITY_STATUS} as security_status, o.open as open_trackings, v.created_at, v.updated_at`;

const SORTS: Sorts = { name: [sql`v.name`, 'text'], created_at: [sql`v.created_at`, 'timestamptz'] };

/** The tenant's register, a page of it. */
export function listVendors(
  tx: TenantTx,
  filter: VendorFilter,
  page: PageRequest & { sort: string },
): Promise<Page<VendorRow>> {
  const query = { select: COLUMNS, from: FROM, id: sql`v.id`, sorts: SORTS, sort: page.sort, page };
  return readPage<VendorRow>(tx, { ...query, where: conditions(filter) });
}

/** One vendor, archived or not; null when there is none. */
export async function readVendor(tx: TenantTx, id: string): Promise<VendorRow | null> {
  const { rows } = await sql<VendorRow>`select ${COLUMNS} from ${FROM} where v.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}

function conditions(filter: VendorFilter): RawBuilder<unknown>[] {
  const where = [
    ...among(sql`v.criticality`, filter.criticality),
    ...among(SECURITY_STATUS, filter.security_status),
    ...equals(sql`v.status`, filter.status === 'all' ? undefined : filter.status),
    ...equals(sql`v.owner_id`, filter.owner_id),
  ];
  if (filter.open !== undefined) where.push(sql`(o.open > 0) = ${filter.open}`);
  if (filter.q !== undefined) {
    const pattern = containing(filter.q);
    where.push(sql`(v.name ilike ${pattern} or v.legal_name ilike ${pattern}
      or exists (select 1 from vendor_aliases a where a.vendor_id = v.id and a.alias ilike ${pattern})
      or exists (select 1 from vendor_domains d where d.vendor_id = v.id and d.domain ilike ${pattern}))`);
  }
  return where;
}
