import { z } from '@hono/zod-openapi';
import {
  CUSTOM_FEED_KINDS,
  CUSTOM_INCIDENT_TYPES,
  MAPPED_FIELDS,
} from '../../src/domain/feeds/custom-feed.ts';
import { OWN_VERDICTS } from '../../src/domain/feeds/custom-feed-health.ts';
import { SEVERITIES } from '../../src/domain/vocabulary.ts';
import { id, line, page, text, time } from '../http/fields.ts';

const PATH = 'From an entry on, such as title, links[0].href, or products[].name';
const path = () => line(200).openapi({ description: PATH, example: 'products[].name' });

const mappedFields = Object.fromEntries(MAPPED_FIELDS.map((field) => [field, path().optional()])) as Record<
  (typeof MAPPED_FIELDS)[number],
  z.ZodOptional<ReturnType<typeof path>>
>;

const parameter = () =>
  z
    .string()
    .regex(/^[\w.$~[\]-]{1,100}$/, 'must be the name of a parameter')
    .openapi({ description: 'Of the query', example: 'page' });

const paging = z
  .discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('body'),
      path: line(200).min(1, 'must not be empty').openapi({ example: 'links.next' }),
      parameter: parameter().optional(),
    }),
    z.strictObject({ by: z.literal('link') }),
    z.strictObject({ by: z.literal('page'), parameter: parameter() }),
    z.strictObject({ by: z.literal('offset'), parameter: parameter() }),
  ])
  .openapi('Paging');

export const FieldMapping = z
  .strictObject({
    items: line(200).default('').openapi({
      description: 'Where the list of entries is; empty: the root is the list',
      example: 'data.items',
    }),
    fields: z.strictObject(mappedFields),
    paging: paging.nullable().optional().openapi({
      description: 'How a list that comes in pages names the next one; absent: the document is all of it',
    }),
  })
  .openapi('FieldMapping');

// What RFC 9110 takes as a header's name and value.
const authHeader = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'must be the name of a header'),
    value: z
      .string()
      .regex(/^[\x21-\x7e]([\x20-\x7e]{0,2000}[\x21-\x7e])?$/, 'must be visible characters on one line'),
  })
  .openapi('AuthHeader');

export const CustomFeed = z
  .object({
    id: id(),
    tenant_id: id(),
    key: z.string().openapi({ description: 'Begins the external_id of its incidents; never changes' }),
    name: z.string(),
    kind: z.enum(CUSTOM_FEED_KINDS),
    url: z.string().openapi({ description: 'Without its query for everybody but admins' }),
    incident_type: z.enum(CUSTOM_INCIDENT_TYPES),
    vendor: z.string().nullable().openapi({ description: 'Whom entries concern that name nobody' }),
    default_severity: z.enum(SEVERITIES).nullable().openapi({ description: 'Of entries that name none' }),
    mapping: FieldMapping.nullable(),
    days_back: z.number().int(),
    enabled: z.boolean(),
    auth_header_name: z.string().nullable().openapi({ description: 'Its value is never shown' }),
    healthy: z.boolean().nullable().openapi({ description: 'Its last try succeeded; null: not tried yet' }),
    verdict: z.enum(OWN_VERDICTS),
    reason: z.string().openapi({ description: 'Why the verdict is what it is, in words' }),
    fresh_until: time().nullable(),
    last_success_at: time().nullable(),
    last_error: z.string().nullable(),
    last_error_at: time().nullable(),
    failures: z.number().int(),
    failing_since: time().nullable(),
    next_run_at: time().nullable(),
    entries: z.number().int().nullable().openapi({ description: 'When it was last read whole' }),
    pending_documents: z.number().int(),
    rejects: z.number().int(),
    new_total: z.number(),
    changed_total: z.number(),
    rejected_total: z.number(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('CustomFeed');

const fields = {
  name: text(100),
  url: line(2000).min(1, 'must not be empty'),
  incident_type: z.enum(CUSTOM_INCIDENT_TYPES),
  vendor: text(300).nullable(),
  default_severity: z.enum(SEVERITIES).nullable(),
  mapping: FieldMapping.nullable(),
  days_back: z.number().int().min(1).max(36_500),
  enabled: z.boolean(),
};

/** An advisory says what is vulnerable, a news entry that something happened. */
const typeOf = (kind: (typeof CUSTOM_FEED_KINDS)[number]) =>
  kind === 'csaf' ? ('vulnerability_disclosure' as const) : ('security_alert' as const);

const draft = {
  ...fields,
  kind: z.enum(CUSTOM_FEED_KINDS),
  incident_type: fields.incident_type.optional().openapi({
    description: 'Default: vulnerability_disclosure of CSAF, else security_alert',
  }),
  vendor: fields.vendor.default(null),
  default_severity: fields.default_severity.default(null),
  mapping: fields.mapping.default(null),
  days_back: fields.days_back.default(30),
  enabled: fields.enabled.default(true),
  auth_header: authHeader.nullable().optional(),
};

const withType = <T extends { kind: (typeof CUSTOM_FEED_KINDS)[number]; incident_type?: unknown }>(
  given: T,
) => ({
  ...given,
  incident_type: (given.incident_type ?? typeOf(given.kind)) as (typeof CUSTOM_INCIDENT_TYPES)[number],
});

export const CustomFeedCreate = z.strictObject(draft).openapi('CustomFeedCreate').transform(withType);

export const CustomFeedPreview = z
  .strictObject({ ...draft, name: fields.name.default('Preview') })
  .openapi('CustomFeedPreview')
  .transform(withType);

export const CustomFeedPatch = z
  .strictObject({
    name: fields.name.optional(),
    url: fields.url.optional(),
    incident_type: fields.incident_type.optional(),
    vendor: fields.vendor.optional(),
    default_severity: fields.default_severity.optional(),
    mapping: fields.mapping.optional(),
    days_back: fields.days_back.optional(),
    enabled: fields.enabled.optional(),
    auth_header: authHeader.nullable().optional(),
  })
  .openapi('CustomFeedPatch');

export const PreviewAnswer = z
  .object({
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    total: z
      .number()
      .int()
      .openapi({ description: 'Entries of the feed, or documents that a CSAF provider lists' }),
    read: z.number().int().openapi({ description: 'Of those, as many as were read for this' }),
    pages: z.number().int().openapi({ description: 'Pages of a list that were read for this' }),
    more: z.boolean().openapi({ description: 'Another page follows those' }),
    readable: z.number().int(),
    rejected: z.number().int(),
    entries: z.array(
      z.object({
        external_id: z.string(),
        title: z.string(),
        description: z.string(),
        severity: z.enum(SEVERITIES),
        severity_known: z.boolean(),
        cvss_score: z.number().nullable(),
        source_url: z.string().nullable(),
        published_date: time().nullable(),
        modified_date: time().nullable(),
        affected_products: z.array(
          z.object({
            vendor: z.string().nullable(),
            product: z.string().nullable(),
            versions: z.number().int(),
          }),
        ),
        domains: z.array(z.string()),
        cves: z.array(z.string()),
        withdrawn: z.boolean(),
        too_old: z.boolean().openapi({ description: 'Older than days_back: it would be left out' }),
      }),
    ),
    rejects: z.array(z.object({ external_id: z.string().nullable(), reason: z.string() })),
  })
  .openapi('CustomFeedPreviewAnswer');

export const CustomFeedReject = z
  .object({
    id: id(),
    external_id: z.string().nullable(),
    reason: z.string(),
    seen: z.number().int(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('CustomFeedReject');

export const PageQuery = z.object(page);
