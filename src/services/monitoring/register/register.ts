import { sql, type RawBuilder } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { MatchableVendor } from '../../../domain/incidents/incident.ts';
import type { Criticality } from '../../../domain/vocabulary.ts';
import { buildVendorIndex, type VendorIndex } from '../../../matching/index/vendor-index.ts';

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
}

type Product = MatchableVendor['products'][number];

/** What a register is known by: the changes of all its rows (transactions do not commit in the order of their ids). */
async function readVersion(tx: TenantTx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select coalesce(sum(changed_xid::text::numeric), 0) || '/' || count(*) as version from vendors where status = 'active'`.execute(
    tx.sql,
  );
  return rows[0]?.version ?? '0/0';
}

/** Lists by vendor. */
async function readLists<T>(tx: TenantTx, query: RawBuilder<unknown>): Promise<Map<string, T[]>> {
  const { rows } = await sql<{ vendor_id: string; list: T[] }>`${query}`.execute(tx.sql);
  return new Map(rows.map((row) => [row.vendor_id, row.list]));
}

/**
 * All rows that are matched, or one of them. One statement a table: joined, they take minutes as long as the statistics
 * of a register just imported are missing.
 */
async function readVendors(
  tx: TenantTx,
  vendorId?: string,
): Promise<{ row: VendorRow; matchable: MatchableVendor }[]> {
  const [ofVendor, ofPart] =
    vendorId === undefined ? [sql`true`, sql`true`] : [sql`id = ${vendorId}`, sql`vendor_id = ${vendorId}`];
  const { rows } = await sql<VendorRow>`
    select id, name, legal_name, website, criticality from vendors where status = 'active' and ${ofVendor}`.execute(
    tx.sql,
  );
  const aliases = await readLists<string>(
    tx,
    sql`select vendor_id, array_agg(alias order by alias) as list from vendor_aliases where ${ofPart} group by 1`,
  );
  const domains = await readLists<string>(
    tx,
    sql`select vendor_id, array_agg(domain order by domain) as list from vendor_domains where ${ofPart} group by 1`,
  );
  const products = await readLists<Product>(
    tx,
    sql`select vendor_id, jsonb_agg(jsonb_build_object('name', name, 'cpe', cpe, 'version', version) order by name) as list
      from vendor_products where ${ofPart} group by 1`,
  );
  return rows.map((row) => ({
    row,
    matchable: {
      id: row.id,
      name: row.name,
      legalName: row.legal_name,
      website: row.website,
      aliases: aliases.get(row.id) ?? [],
      domains: domains.get(row.id) ?? [],
      products: products.get(row.id) ?? [],
    },
  }));
}

async function readRegister(tx: TenantTx, version: string): Promise<Register> {
  const rows = await readVendors(tx);
  return {
    version,
    index: buildVendorIndex(rows.map(({ matchable }) => matchable)),
    criticality: new Map(rows.map(({ row }) => [row.id, row.criticality])),
  };
}

/**
 * An index of one row alone: whatever does not name it here does not in the whole register either, at a fraction of
 * the cost. Null for a row that is not matched.
 */
export async function readVendorAlone(tx: TenantTx, vendorId: string): Promise<VendorIndex | null> {
  const [row] = await readVendors(tx, vendorId);
  return row ? buildVendorIndex([row.matchable]) : null;
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
