import { stringify } from 'csv-stringify/sync';
import type { TenantTx } from '../../db/database.ts';
import { guarded, joinContacts, joinList, joinProducts } from './csv-cells.ts';
import { listVendors, type VendorRow } from './list-vendors.ts';

/** The whole active register, by name. */
export async function exportVendors(tx: TenantTx): Promise<VendorRow[]> {
  const rows: VendorRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listVendors(tx, { status: 'active' }, { limit: 1000, cursor, sort: 'name' });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const COLUMNS: Record<string, (vendor: VendorRow) => string> = {
  id: (vendor) => vendor.external_ref ?? vendor.id,
  name: (vendor) => vendor.name,
  legal_name: (vendor) => vendor.legal_name ?? '',
  website: (vendor) => vendor.website ?? '',
  criticality: (vendor) => vendor.criticality,
  aliases: (vendor) => joinList(vendor.aliases),
  domains: (vendor) => joinList(vendor.domains),
  products: (vendor) => joinProducts(vendor.products),
  contacts: (vendor) => joinContacts(vendor.contacts),
};

/**
 * As CSV from which the import makes the same register again; `id` is the register's own id, else Vigil's. No cell
 * is a formula to a spreadsheet, and by the mark at the beginning Excel knows that it is UTF-8.
 */
export function toCsv(vendors: VendorRow[]): string {
  const rows = vendors.map((vendor) => Object.values(COLUMNS).map((write) => guarded(write(vendor))));
  return stringify([Object.keys(COLUMNS), ...rows], {
    bom: true,
    record_delimiter: 'windows',
    // What some spreadsheets take for a separator is quoted, too.
    quoted_match: /[",;\t\r\n]/,
  });
}
