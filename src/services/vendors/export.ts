import type { TenantTx } from '../../db/database.ts';
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

const COLUMNS = ['id', 'name', 'legal_name', 'website', 'criticality', 'aliases', 'domains', 'products'];

/** As CSV that the import takes again; `id` is the register's own id, else Vigil's; lists are separated by `;`. */
export function toCsv(vendors: VendorRow[]): string {
  const lines = vendors.map((vendor) =>
    [
      vendor.external_ref ?? vendor.id,
      vendor.name,
      vendor.legal_name ?? '',
      vendor.website ?? '',
      vendor.criticality,
      vendor.aliases.join(';'),
      vendor.domains.join(';'),
      vendor.products.map(({ name }) => name).join(';'),
    ].map(cell),
  );
  return [COLUMNS, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** Quoted where needed; a leading `=`, `+`, `-`, `@` would be a formula to a spreadsheet. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
