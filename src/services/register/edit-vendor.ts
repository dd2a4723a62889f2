/** A vendor as a person edits it: its row with its aliases, domains, products and contacts, saved as a whole. */
import type { InferEntity, Loaded } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import {
  Vendor,
  VendorAlias,
  VendorContact,
  VendorDomain,
  VendorProduct,
} from '../../db/entities/vendors.ts';
import { given } from '../../domain/given.ts';
import type { VendorInput } from './vendor-input.ts';

const PARTS = ['aliases', 'domains', 'products', 'contacts'] as const;

/** A vendor with its parts, as `tx.em` keeps track of it. */
export type EditableVendor = Loaded<InferEntity<typeof Vendor>, (typeof PARTS)[number]>;

/** The vendors of these ids with their parts. */
export const loadVendors = (tx: TenantTx, ids: string[]): Promise<EditableVendor[]> =>
  tx.em.find(Vendor, { id: { $in: ids } }, { populate: PARTS });

/** One vendor with its parts, archived or not; null when there is none. */
export const loadVendor = (tx: TenantTx, id: string): Promise<EditableVendor | null> =>
  tx.em.findOne(Vendor, { id }, { populate: PARTS });

/** A vendor that is not stored yet. */
export function newVendor(tx: TenantTx, name: string): EditableVendor {
  return tx.em.create(Vendor, { id: uuidv7(), tenant_id: tx.tenantId, name }) as EditableVendor;
}

/** Puts what is given into the vendor; what is left out stays. It is stored when the transaction ends, or is flushed. */
export function editVendor({ em, tenantId }: TenantTx, vendor: EditableVendor, input: VendorInput): void {
  const { aliases, domains, products, contacts, ...columns } = input;
  em.assign(vendor, given(columns));
  const part = () => ({ id: uuidv7(), tenant_id: tenantId, vendor });
  if (aliases) vendor.aliases.set(aliases.map((alias) => em.create(VendorAlias, { ...part(), alias })));
  if (domains) vendor.domains.set(domains.map((domain) => em.create(VendorDomain, { ...part(), domain })));
  if (products)
    vendor.products.set(products.map((product) => em.create(VendorProduct, { ...part(), ...product })));
  if (contacts)
    vendor.contacts.set(
      contacts.map(({ role, ...contact }) =>
        em.create(VendorContact, { ...part(), ...contact, role: role ?? null }),
      ),
    );
}
