import { z } from '@hono/zod-openapi';
import { CRITICALITIES, TRACKING_STATUSES } from '../../src/domain/vocabulary.ts';
import { vendorFields, vendorName } from '../../src/services/register/vendor-record.ts';
import { flag, id, oneOrMore, page, search, time } from '../http/fields.ts';

export const VendorProduct = z
  .object({ name: z.string(), version: z.string().nullable(), cpe: z.string().nullable() })
  .openapi('VendorProduct');
export const VendorContact = z
  .object({ name: z.string(), email: z.string(), role: z.string().nullable() })
  .openapi('VendorContact');

export const Vendor = z
  .object({
    id: id(),
    tenant_id: id(),
    name: z.string(),
    legal_name: z.string().nullable(),
    website: z.string().nullable(),
    criticality: z.enum(CRITICALITIES),
    owner_id: id().nullable(),
    owner_name: z.string().nullable(),
    status: z.enum(['active', 'archived']),
    external_ref: z.string().nullable(),
    aliases: z.array(z.string()),
    domains: z.array(z.string()),
    products: z.array(VendorProduct),
    contacts: z.array(VendorContact),
    security_status: z
      .enum(TRACKING_STATUSES)
      .openapi({ description: 'The worst of its open trackings, else clean' }),
    open_trackings: z.number().int(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Vendor');

export const VENDOR_SORTS = ['name', '-name', '-created_at', 'created_at'] as const;

export const VendorQuery = z.object({
  ...page,
  q: search().optional().openapi({ description: 'In name, legal name, aliases or domains' }),
  criticality: oneOrMore(CRITICALITIES).optional(),
  security_status: oneOrMore(TRACKING_STATUSES).optional(),
  status: z.enum(['active', 'archived', 'all']).default('active'),
  owner_id: id().optional(),
  open: flag().optional().openapi({ description: 'true: with open trackings' }),
  sort: z.enum(VENDOR_SORTS).default('name'),
});

const fields = { ...vendorFields, owner_id: id().nullable().optional() };

export const VendorCreate = z.strictObject({ name: vendorName, ...fields }).openapi('VendorCreate');
export const VendorPatch = z
  .strictObject({ name: vendorName.optional(), status: z.enum(['active', 'archived']).optional(), ...fields })
  .openapi('VendorPatch');

/** What an import does or, as a preview, would do. */
export const ImportResult = z
  .object({
    preview: z.boolean(),
    rows: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    failed: z.number().int(),
    errors: z.array(
      z.object({
        row: z.number().int().openapi({ description: 'Counted from 1, the head of a CSV file not counted' }),
        path: z.string(),
        message: z.string(),
      }),
    ),
    vendors: z.array(
      z.object({
        row: z.number().int(),
        action: z.enum(['create', 'update', 'unchanged']),
        id: id().nullable(),
        name: z.string(),
      }),
    ),
  })
  .openapi('VendorImportResult');
