import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../src/domain/vocabulary.ts';
import { id, line, text, time } from '../http/fields.ts';
import { Evidence } from '../trackings/schema.ts';

export const VendorCheckRequest = z
  .strictObject({
    name: text(200),
    domain: line(253)
      .nullable()
      .optional()
      .openapi({ description: 'A domain or web address; without one the name alone decides' }),
  })
  .openapi('VendorCheckRequest');

export const VendorBreach = z
  .object({
    id: id().openapi({ description: 'Of the incident' }),
    external_id: z.string(),
    title: z.string(),
    severity: z.enum(SEVERITIES),
    source: z.string(),
    source_url: z.string().nullable(),
    published_date: time().nullable(),
    breach_date: z.string().nullable(),
    source_status: z.string().nullable(),
    domains: z.array(z.string()),
    data_classes: z.array(z.string()),
    pwn_count: z.number().nullable(),
    confidence: z.number(),
    match_reason: z.string(),
    matched_fields: z.array(Evidence),
  })
  .openapi('VendorBreach');

export const VendorCheck = z
  .object({
    name: z.string(),
    domain: z.string().nullable(),
    checked: z.number().int().openapi({ description: 'Breaches looked at' }),
    as_of: time().nullable().openapi({ description: 'How fresh the catalogue is' }),
    breaches: z.array(VendorBreach),
  })
  .openapi('VendorCheck');
