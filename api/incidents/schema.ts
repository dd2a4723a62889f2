import { z } from '@hono/zod-openapi';
import { INCIDENT_STATUSES, INCIDENT_TYPES, SEVERITIES } from '../../src/domain/vocabulary.ts';
import { flag, id, line, oneOrMore, page, prose, search, text, time, timeGiven } from '../http/fields.ts';
import { Tracking } from '../trackings/schema.ts';
import { ActionItem } from '../action-items/schema.ts';

export const AffectedVersions = z
  .object({
    version: prose(500),
    versionStartIncluding: prose(500),
    versionStartExcluding: prose(500),
    versionEndIncluding: prose(500),
    versionEndExcluding: prose(500),
    versionType: prose(500),
    status: z.enum(['affected', 'unaffected', 'unknown']),
  })
  .partial()
  .openapi('AffectedVersions');

export const AffectedProduct = z
  .object({
    vendor: z.string().nullable(),
    product: z.string().nullable(),
    cpe: z.string().optional(),
    versions: z.array(AffectedVersions).optional(),
    package: z
      .string()
      .optional()
      .openapi({ description: "Package URL, or the web address of the package's collection or repository" }),
    source: z.string(),
  })
  .openapi('AffectedProduct');

export const Incident = z
  .object({
    id: id(),
    tenant_id: id().nullable().openapi({ description: 'null: from a shared feed' }),
    incident_type: z.enum(INCIDENT_TYPES),
    external_id: z.string(),
    title: z.string(),
    description: z.string(),
    description_truncated: z.boolean().openapi({ description: "The source's text was too long, and is cut" }),
    severity: z.enum(SEVERITIES),
    severity_known: z.boolean(),
    cvss_score: z.number().nullable(),
    risk_score: z.number(),
    source: z.string(),
    feed_name: z.string().nullable().openapi({ description: 'Of a custom feed: its name when it was read' }),
    source_url: z.string().nullable(),
    published_date: time().nullable(),
    modified_date: time().nullable(),
    discovered_date: time(),
    incident_details: z.record(z.string(), z.unknown()),
    affected_products: z.array(AffectedProduct),
    affected_versions: z.array(AffectedVersions),
    status: z.enum(INCIDENT_STATUSES).openapi({ description: "This tenant's" }),
    resolution_notes: z.string().nullable(),
    last_scan_at: time().nullable(),
    held_for_score: z.boolean(),
    epss: z.number().nullable(),
    epss_percentile: z.number().nullable(),
    kev: z.boolean(),
    kev_added_on: z.string().nullable(),
    cwes: z.array(z.string()),
    domains: z.array(z.string()),
    data_classes: z.array(z.string()),
    pwn_count: z.number().nullable(),
    source_status: z.string().nullable(),
    withdrawn_at: time().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Incident');

export const ListedIncident = Incident.omit({ incident_details: true, affected_versions: true })
  .extend({
    affected_products: z
      .array(AffectedProduct.omit({ versions: true }))
      .openapi({ description: 'The first 20, without their versions; the single incident has all' }),
  })
  .openapi('ListedIncident');

export const IncidentDetail = Incident.extend({
  provenance: z.record(z.string(), z.array(z.string())).openapi({
    description: 'Which sources a field comes from, by its name; empty where `source` is the only one',
    example: { title: ['cve-org'], cvss_score: ['nvd'], affected_products: ['cve-org', 'nvd'] },
  }),
  trackings: z.array(Tracking),
  actions: z.array(ActionItem),
}).openapi('IncidentDetail');

export const INCIDENT_SORTS = [
  '-published_date',
  'published_date',
  '-risk_score',
  'risk_score',
  '-cvss_score',
  'cvss_score',
  '-severity',
  'severity',
  '-created_at',
  'created_at',
] as const;

export const IncidentQuery = z.object({
  ...page,
  incident_type: oneOrMore(INCIDENT_TYPES).optional(),
  severity: oneOrMore(SEVERITIES).optional(),
  status: oneOrMore(INCIDENT_STATUSES).optional(),
  source: line(100).optional(),
  q: search().optional().openapi({ description: 'In id, title or description' }),
  min_cvss: z.coerce.number().min(0).max(10).optional(),
  kev: flag().optional(),
  published_from: timeGiven().optional(),
  published_to: timeGiven().optional(),
  vendor_id: id().optional().openapi({ description: 'With a tracking of this vendor' }),
  sort: z.enum(INCIDENT_SORTS).default('-published_date'),
});

const AffectedProductGiven = z.strictObject({
  vendor: text(500).nullish(),
  product: text(500).nullish(),
  cpe: text(500).optional(),
  versions: z.array(AffectedVersions).max(200).optional(),
  source: prose(100).optional(),
});

export const IncidentCreate = z
  .strictObject({
    incident_type: z.enum(INCIDENT_TYPES),
    title: text(500),
    severity: z.enum(SEVERITIES),
    external_id: text(200).optional(),
    description: prose(20_000).optional(),
    cvss_score: z.number().min(0).max(10).nullable().optional(),
    source: text(100).optional(),
    source_url: z
      .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
      .max(2000)
      .nullable()
      .optional(),
    published_date: timeGiven().nullable().optional(),
    affected_products: z.array(AffectedProductGiven).max(250).optional(),
    affected_versions: z.array(AffectedVersions).max(500).optional(),
    domains: z.array(text(500)).max(250).optional(),
  })
  .openapi('IncidentCreate');

export const IncidentPatch = z
  .strictObject({
    status: z.enum(INCIDENT_STATUSES).optional(),
    resolution_notes: prose(20_000).nullable().optional(),
  })
  .openapi('IncidentPatch');

/** `scan_id` is null when the same work was running already. */
export const MatchStarted = z
  .object({ scan_id: id().nullable(), workflow_id: z.string(), run_id: z.string() })
  .openapi('MatchStarted');
