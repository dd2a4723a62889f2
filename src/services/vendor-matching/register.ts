import { sql } from 'kysely';
import type { TenantTx } from '../../db/database.ts';
import type { MatchableVendor } from '../../domain/incident.ts';
import type { Criticality } from '../../domain/vocabulary.ts';
import { buildVendorIndex, type VendorIndex } from '../../matching/vendor-index.ts';

/** A tenant's register, ready for matching. */
export interface Register {
  /** Changes with the register. */
  version: string;
  index: VendorIndex;
  criticality: ReadonlyMap<string, Criticality>;
}

interface VendorRow {
  id: string;
  name: string;
  legal_name: string | null;
  website: string | null;
  criticality: Criticality;
  aliases: string[] | null;
  domains: string[] | null;
  products: { name: string; cpe: string | null; version: string | null }[] | null;
}

/** What a register is known by: the changes of all its rows (transactions do not commit in the order of their ids). */
async function readVersion(tx: TenantTx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select coalesce(sum(changed_xid::text::numeric), 0) || '/' || count(*) as version from vendors where status = 'active'`.execute(
    tx.q,
  );
  return rows[0]?.version ?? '0/0';
}

/** All rows that are matched, or one of them. */
async function readVendors(tx: TenantTx, only: string | null = null): Promise<VendorRow[]> {
  const { rows } = await sql<VendorRow>`
    select v.id, v.name, v.legal_name, v.website, v.criticality, a.aliases, d.domains, p.products
    from vendors v
    left join (select vendor_id, array_agg(alias order by alias) as aliases from vendor_aliases group by 1) a on a.vendor_id = v.id
    left join (select vendor_id, array_agg(domain order by domain) as domains from vendor_domains group by 1) d on d.vendor_id = v.id
    left join (select vendor_id, jsonb_agg(jsonb_build_object('name', name, 'cpe', cpe, 'version', version) order by name) as products
               from vendor_products group by 1) p on p.vendor_id = v.id
    where v.status = 'active' and (${only}::uuid is null or v.id = ${only}::uuid)`.execute(tx.q);
  return rows;
}

const matchable = (row: VendorRow): MatchableVendor => ({
  id: row.id,
  name: row.name,
  legalName: row.legal_name,
  website: row.website,
  aliases: row.aliases ?? [],
  domains: row.domains ?? [],
  products: row.products ?? [],
});

async function readRegister(tx: TenantTx, version: string): Promise<Register> {
  const rows = await readVendors(tx);
  return {
    version,
    index: buildVendorIndex(rows.map(matchable)),
    criticality: new Map(rows.map((row) => [row.id, row.criticality])),
  };
}

/**
 * An index of one row alone: whatever does not name it here does not in the whole register either, at a fraction of
 * the cost. Null for a row that is not matched.
 */
export async function readVendorAlone(tx: TenantTx, vendorId: string): Promise<VendorIndex | null> {
  const [row] = await readVendors(tx, vendorId);
  return row ? buildVendorIndex([matchable(row)]) : null;
}

/** Gives a tenant's register, built again only when it changed. */
export type RegisterReader = (tx: TenantTx) => Promise<Register>;

/** Keeps the registers used last, at most so many vendors altogether (an index takes some kilobytes each). */
export function createRegisterReader(mostVendors = 50_000): RegisterReader {
  const kept = new Map<string, Register>();
  const keep = (tenantId: string, register: Register) => {
    kept.delete(tenantId);
    kept.set(tenantId, register);
    let vendors = [...kept.values()].reduce((sum, { index }) => sum + index.vendors.length, 0);
    for (const [oldest, { index }] of kept) {
      if (vendors <= mostVendors || oldest === tenantId) break;
      kept.delete(oldest);
      vendors -= index.vendors.length;
    }
  };
  return async (tx) => {
    const version = await readVersion(tx);
    const known = kept.get(tx.tenantId);
    const register = known?.version === version ? known : await readRegister(tx, version);
    keep(tx.tenantId, register);
    return register;
  };
}
