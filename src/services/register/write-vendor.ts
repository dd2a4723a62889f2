import type { TenantTx } from '../../db/database.ts';
import { recordAudit, type AuditActor } from '../access/audit/record.ts';
import { Fault, found, invalid } from '../../domain/fault.ts';
import { editVendor, loadVendor, newVendor } from './edit-vendor.ts';
import { readVendor, type VendorRow } from './list-vendors.ts';
import { tidyVendor, type VendorInput } from './vendor-input.ts';

/** Adds a vendor to the register. Throws Fault when a field is wrong or its `external_ref` is taken. */
export async function createVendor(
  tx: TenantTx,
  actor: AuditActor,
  input: VendorInput & { name: string },
): Promise<VendorRow> {
  const vendor = await checked(tx, input);
  const stored = newVendor(tx, vendor.name);
  editVendor(tx, stored, vendor);
  await tx.em.flush();
  const row = found(await readVendor(tx, stored.id), 'vendor');
  await recordAudit(tx, actor, {
    action: 'vendor.create',
    targetType: 'vendor',
    targetId: stored.id,
    after: described(row),
  });
  return row;
}

/** Changes what is given of a vendor. Throws Fault when there is no such vendor or a field is wrong. */
export async function updateVendor(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  input: VendorInput,
): Promise<VendorRow> {
  const before = found(await readVendor(tx, id), 'vendor');
  const vendor = await checked(tx, input, id);
  editVendor(tx, found(await loadVendor(tx, id), 'vendor'), vendor);
  await tx.em.flush();
  const after = found(await readVendor(tx, id), 'vendor');
  await recordAudit(tx, actor, {
    action: vendor.status === 'archived' && before.status === 'active' ? 'vendor.archive' : 'vendor.update',
    targetType: 'vendor',
    targetId: id,
    before: described(before),
    after: described(after),
  });
  return after;
}

async function checked<T extends VendorInput>(tx: TenantTx, input: T, id?: string): Promise<T> {
  const { vendor, faults } = tidyVendor(input);
  if (faults.length > 0) throw new Fault('invalid', 'Some fields are wrong.', faults);
  if (vendor.owner_id) {
    const owner = await tx.sql
      .selectFrom('users')
      .select('id')
      .where('id', '=', vendor.owner_id)
      .where('is_active', '=', true)
      .executeTakeFirst();
    if (!owner) throw invalid('owner_id', 'must be an active user');
  }
  if (vendor.external_ref) {
    const other = await tx.sql
      .selectFrom('vendors')
      .select('id')
      .where('external_ref', '=', vendor.external_ref)
      .executeTakeFirst();
    if (other && other.id !== id) {
      throw new Fault('conflict', 'Another vendor has this external_ref.', [
        { path: 'external_ref', message: 'is taken' },
      ]);
    }
  }
  return vendor;
}

/** What the audit log keeps of a vendor: what a person can change. */
export function described({
  security_status: _,
  open_trackings: __,
  updated_at: ___,
  ...row
}: VendorRow): object {
  return row;
}
