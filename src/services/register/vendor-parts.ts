import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import type { VendorInput } from './vendor-input.ts';

/** Replaces the aliases, domains, products and contacts that are given; those left out stay. */
export async function replaceParts(
  tx: TenantTx,
  vendorId: string,
  parts: Pick<VendorInput, 'aliases' | 'domains' | 'products' | 'contacts'>,
): Promise<void> {
  const own = () => ({ id: uuidv7(), tenant_id: tx.tenantId, vendor_id: vendorId });
  if (parts.aliases) {
    await tx.sql.deleteFrom('vendor_aliases').where('vendor_id', '=', vendorId).execute();
    const rows = parts.aliases.map((alias) => ({ ...own(), alias }));
    if (rows.length > 0) await tx.sql.insertInto('vendor_aliases').values(rows).execute();
  }
  if (parts.domains) {
    await tx.sql.deleteFrom('vendor_domains').where('vendor_id', '=', vendorId).execute();
    const rows = parts.domains.map((domain) => ({ ...own(), domain }));
    if (rows.length > 0) await tx.sql.insertInto('vendor_domains').values(rows).execute();
  }
  if (parts.products) {
    await tx.sql.deleteFrom('vendor_products').where('vendor_id', '=', vendorId).execute();
    const rows = parts.products.map((product) => ({ ...own(), ...product }));
    if (rows.length > 0) await tx.sql.insertInto('vendor_products').values(rows).execute();
  }
  if (parts.contacts) {
    await tx.sql.deleteFrom('vendor_contacts').where('vendor_id', '=', vendorId).execute();
    const rows = parts.contacts.map(({ role, ...contact }) => ({ ...own(), ...contact, role: role ?? null }));
    if (rows.length > 0) await tx.sql.insertInto('vendor_contacts').values(rows).execute();
  }
}
