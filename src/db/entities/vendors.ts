import { defineEntity, p } from '@mikro-orm/core';
import { CRITICALITIES } from '../../domain/vocabulary.ts';
import { TENANT_KEY, ofTenant, oneOf, xid } from './columns.ts';

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
  properties: { ...ofTenant, vendor_id: p.uuid(), alias: p.text() },
  uniques: [TENANT_KEY, { properties: ['vendor_id', 'alias'] }],
});

export const VendorDomain = defineEntity({
  name: 'VendorDomain',
  tableName: 'vendor_domains',
  properties: { ...ofTenant, vendor_id: p.uuid(), domain: p.text() },
  uniques: [TENANT_KEY, { properties: ['vendor_id', 'domain'] }],
});

export const VendorProduct = defineEntity({
  name: 'VendorProduct',
  tableName: 'vendor_products',
  properties: {
    ...ofTenant,
    vendor_id: p.uuid(),
    name: p.text(),
    version: p.text().nullable(),
    cpe: p.text().nullable(),
  },
  uniques: [TENANT_KEY],
  indexes: [{ name: 'vendor_products_of', properties: ['vendor_id'] }],
});

export const VendorContact = defineEntity({
  name: 'VendorContact',
  tableName: 'vendor_contacts',
  properties: {
    ...ofTenant,
    vendor_id: p.uuid(),
    name: p.text(),
    email: p.text(),
    role: p.text().nullable(),
  },
  uniques: [TENANT_KEY],
  indexes: [{ name: 'vendor_contacts_of', properties: ['vendor_id'] }],
});
