import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import { recordAudit, type AuditActor } from '../access/audit/record.ts';
import { Fault, found } from '../../domain/fault.ts';
import { VendorAlias, VendorDomain, VendorProduct } from '../../db/entities/vendors.ts';
import { loadVendor } from './edit-vendor.ts';
import { readVendor, type VendorRow } from './list-vendors.ts';
import { described } from './write-vendor.ts';
import { tidyVendor } from './vendor-input.ts';

/** One thing by which a vendor is recognised. */
export interface Identifier {
  kind: 'domain' | 'alias' | 'product';
  value: string;
}

/** As a list of its own, tidied. Throws Fault where the value is none of its kind. */
function tidied({ kind, value }: Identifier): string {
  const { vendor, faults } = tidyVendor({
    ...(kind === 'alias' && { aliases: [value] }),
    ...(kind === 'domain' && { domains: [value] }),
    ...(kind === 'product' && { products: [{ name: value, version: null, cpe: null }] }),
  });
  const [fault] = faults;
  if (fault)
    throw new Fault('invalid', 'Some fields are wrong.', [{ path: 'value', message: fault.message }]);
  return vendor.aliases?.[0] ?? vendor.domains?.[0] ?? vendor.products?.[0]?.name ?? '';
}

const lists: Record<Identifier['kind'], (vendor: VendorRow) => string[]> = {
  alias: ({ aliases }) => aliases,
  domain: ({ domains }) => domains,
  product: ({ products }) => products.map(({ name }) => name),
};

async function add(tx: TenantTx, vendorId: string, kind: Identifier['kind'], value: string): Promise<void> {
  const vendor = found(await loadVendor(tx, vendorId), 'vendor');
  const part = { id: uuidv7(), tenant_id: tx.tenantId, vendor };
  if (kind === 'alias') vendor.aliases.add(tx.em.create(VendorAlias, { ...part, alias: value }));
  else if (kind === 'domain') vendor.domains.add(tx.em.create(VendorDomain, { ...part, domain: value }));
  else vendor.products.add(tx.em.create(VendorProduct, { ...part, name: value, version: null, cpe: null }));
}

/**
 * Adds a domain, another name or a product to a vendor; whatever else is changed at the same time stays, and what is
 * there already is not added again. Throws Fault where there is no such vendor or the value is wrong.
 */
export async function addIdentifier(
  tx: TenantTx,
  actor: AuditActor,
  vendorId: string,
  identifier: Identifier,
): Promise<VendorRow> {
  const value = tidied(identifier);
  // Whoever adds the same at this moment is waited for.
  await sql`select from vendors where id = ${vendorId} for update`.execute(tx.sql);
  const before = found(await readVendor(tx, vendorId), 'vendor');
  const has = lists[identifier.kind](before).some((known) => known.toLowerCase() === value.toLowerCase());
  if (has) return before;
  await add(tx, vendorId, identifier.kind, value);
  await tx.em.flush();
  const after = found(await readVendor(tx, vendorId), 'vendor');
  await recordAudit(tx, actor, {
    action: 'vendor.update',
    targetType: 'vendor',
    targetId: vendorId,
    before: described(before),
    after: described(after),
  });
  return after;
}
