import { defineEntity, p } from '@mikro-orm/core';
import type { Criticality } from '../../domain/vocabulary.ts';
import { ofTenant, word, xid } from './columns.ts';

export const Vendor = defineEntity({
  name: 'Vendor',
  tableName: 'vendors',
  properties: {
    ...ofTenant,
    name: p.text(),
    legal_name: p.text().nullable(),
    website: p.text().nullable(),
    criticality: word<Criticality>().default('medium'),
    owner_id: p.uuid().nullable(),
    status: word<'active' | 'archived'>().default('active'),
    external_ref: p.text().nullable(),
    changed_xid: xid().defaultRaw('pg_current_xact_id()'),
  },
});

export const VendorAlias = defineEntity({
  name: 'VendorAlias',
  tableName: 'vendor_aliases',
  properties: { ...ofTenant, vendor_id: p.uuid(), alias: p.text() },
});

export const VendorDomain = defineEntity({
  name: 'VendorDomain',
  tableName: 'vendor_domains',
  properties: { ...ofTenant, vendor_id: p.uuid(), domain: p.text() },
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
});
