import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import type { VendorInput } from './vendor-input.ts';

/** Rows of one statement; far below the 65,535 values that a statement may carry. */
const CHUNK = 1000;

/** Adds many vendors in few statements. */
export async function insertVendors(
  tx: TenantTx,
  vendors: (VendorInput & { id: string; name: string })[],
): Promise<void> {
  const tenant_id = tx.tenantId;
  const rows = vendors.map(({ id, name, legal_name, website, criticality, external_ref }) => ({
    id,
    tenant_id,
    name,
    legal_name: legal_name ?? null,
    website: website ?? null,
    criticality: criticality ?? ('medium' as const),
    external_ref: external_ref ?? null,
  }));
  const partsOf = <T extends object>(pick: (vendor: VendorInput) => T[] | undefined) =>
    vendors.flatMap((vendor) =>
      (pick(vendor) ?? []).map((part) => ({ ...part, id: uuidv7(), tenant_id, vendor_id: vendor.id })),
    );
  const aliases = partsOf((vendor) => vendor.aliases?.map((alias) => ({ alias })));
  const domains = partsOf((vendor) => vendor.domains?.map((domain) => ({ domain })));
  const products = partsOf((vendor) => vendor.products);
  const contacts = partsOf((vendor) =>
    vendor.contacts?.map((contact) => ({ ...contact, role: contact.role ?? null })),
  );
  for (const part of chunks(rows)) await tx.sql.insertInto('vendors').values(part).execute();
  for (const part of chunks(aliases)) await tx.sql.insertInto('vendor_aliases').values(part).execute();
  for (const part of chunks(domains)) await tx.sql.insertInto('vendor_domains').values(part).execute();
  for (const part of chunks(products)) await tx.sql.insertInto('vendor_products').values(part).execute();
  for (const part of chunks(contacts)) await tx.sql.insertInto('vendor_contacts').values(part).execute();
}

function* chunks<T>(rows: T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK);
}
