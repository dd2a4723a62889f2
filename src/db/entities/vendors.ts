import { defineEntity, p } from '@mikro-orm/core';
import { CRITICALITIES } from '../../domain/vocabulary.ts';
import { TENANT_KEY, ofTenant, oneOf, xid } from './columns.ts';

/** A part's way to its vendor: the foreign key itself goes by the tenant, too, and stands in relations.ts. */
const ofVendor = () => p.manyToOne(Vendor).createForeignKeyConstraint(false).index(false);

export const Vendor = defineEntity({
  name: 'Vendor',
  tableName: 'vendors',
  properties: {
    ...ofTenant,
    name: p.text(),
    legal_name: p.text().nullable(),
    website: p.text().nullable(),
    criticality: oneOf(CRITICALITIES).default('medium'),
    owner_id: p.uuid().nullable(),
    status: oneOf(['active', 'archived']).default('active'),
    external_ref: p.text().nullable(),
    changed_xid: xid().defaultRaw('pg_current_xact_id()'),
    aliases: () => p.oneToMany(VendorAlias).mappedBy('vendor').orphanRemoval(),
    domains: () => p.oneToMany(VendorDomain).mappedBy('vendor').orphanRemoval(),
    products: () => p.oneToMany(VendorProduct).mappedBy('vendor').orphanRemoval(),
    contacts: () => p.oneToMany(VendorContact).mappedBy('vendor').orphanRemoval(),
  },
  uniques: [TENANT_KEY, { name: 'vendors_external_ref', properties: ['tenant_id', 'external_ref'] }],
  indexes: [
    { name: 'vendors_by_name', properties: ['tenant_id', 'name', 'id'] },
    { name: 'vendors_changed', properties: ['tenant_id', 'changed_xid'] },
  ],
});

export const VendorAlias = defineEntity({
  name: 'VendorAlias',
  tableName: 'vendor_aliases',
  properties: { ...ofTenant, vendor: ofVendor, alias: p.text() },
  uniques: [TENANT_KEY, { properties: ['vendor', 'alias'] }],
});

export const VendorDomain = defineEntity({
  name: 'VendorDomain',
  tableName: 'vendor_domains',
  properties: { ...ofTenant, vendor: ofVendor, domain: p.text() },
  uniques: [TENANT_KEY, { properties: ['vendor', 'domain'] }],
});

export const VendorProduct = defineEntity({
  name: 'VendorProduct',
  tableName: 'vendor_products',
  properties: {
    ...ofTenant,
    vendor: ofVendor,
    name: p.text(),
    version: p.text().nullable(),
    cpe: p.text().nullable(),
  },
  uniques: [TENANT_KEY],
  indexes: [{ name: 'vendor_products_of', properties: ['vendor'] }],
});

export const VendorContact = defineEntity({
  name: 'VendorContact',
  tableName: 'vendor_contacts',
  properties: {
    ...ofTenant,
    vendor: ofVendor,
    name: p.text(),
    email: p.text(),
    role: p.text().nullable(),
  },
  uniques: [TENANT_KEY],
  indexes: [{ name: 'vendor_contacts_of', properties: ['vendor'] }],
});
