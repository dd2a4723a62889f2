import { z } from '@hono/zod-openapi';
import {
  CRITICALITIES,
  INCIDENT_TYPES,
  PHASES,
  SEVERITIES,
  TRACKING_STATUSES,
} from '../../src/domain/vocabulary.ts';
import { id, line, page, time } from '../http/fields.ts';
import { Evidence } from '../trackings/schema.ts';

export const ExplainRequest = z
  .strictObject({
    vendor_id: id(),
    incident_id: id().optional(),
    external_id: line(200)
      .min(1, 'must not be empty')
      .optional()
      .openapi({ description: "Instead of incident_id: a CVE id, a breach's name, an entry's own id" }),
  })
  .refine(({ incident_id, external_id }) => (incident_id === undefined) !== (external_id === undefined), {
    path: ['incident_id'],
    error: 'must be given, or external_id instead of it',
  })
  .openapi('ExplainRequest');

/** An incident in short, as answers about pairs carry it. */
export const incidentInShort = z.object({
  id: id(),
  external_id: z.string(),
  title: z.string(),
  incident_type: z.enum(INCIDENT_TYPES),
  severity: z.enum(SEVERITIES),
  cvss_score: z.number().nullable(),
  kev: z.boolean(),
  published_date: time().nullable(),
});

/** A vendor in short. */
export const vendorInShort = z.object({ id: id(), name: z.string(), criticality: z.enum(CRITICALITIES) });

export const Objection = z
  .object({
    signal: z.string(),
    text: z.string(),
    score: z.number().openapi({ description: 'How clearly it is so, 0 to 1' }),
    weight: z.number().openapi({ description: 'Log-odds in tenths, at most 1, as of evidence' }),
  })
  .openapi('Objection');

const VERDICTS = [
  'match',
  'below_threshold',
  'suppressed',
  'switched_off',
  'not_named',
  'vendor_archived',
] as const;

const OBSTACLES = [
  'vendor_archived',
  'no_configuration',
  'monitoring_off',
  'withdrawn',
  'source_not_watched',
  'severity_below_threshold',
  'cvss_below_threshold',
  'held_for_score',
  'waits_for_scan',
  'scanned_before',
  'older_than_window',
] as const;

const judged = {
  confidence: z.number().openapi({ description: '0 to 1' }),
  threshold: z.number().openapi({ description: 'min_match_confidence' }),
  reason: z.string(),
  evidence: z.array(Evidence).openapi({ description: 'What speaks for it, heaviest first' }),
  against: z.array(Objection).openapi({ description: 'What speaks against it, heaviest first' }),
};

export const Explanation = z
  .object({
    vendor: vendorInShort.extend({ status: z.enum(['active', 'archived']) }),
    incident: incidentInShort,
    verdict: z.enum(VERDICTS),
    ...judged,
    start: z.number().openapi({ description: 'Log-odds of a pair that nothing speaks for or against' }),
    left_out: z.array(Evidence).openapi({ description: 'What the rules in force leave out' }),
    obstacles: z
      .array(z.object({ kind: z.enum(OBSTACLES), text: z.string() }))
      .openapi({ description: 'What beside matching keeps the pair from being raised' }),
    tracking: z
      .object({
        id: id(),
        status: z.enum(TRACKING_STATUSES),
        phase: z.enum(PHASES),
        match_confidence: z.number(),
        doubtful_since: time().nullable(),
      })
      .nullable()
      .openapi({ description: 'Where the pair is tracked already' }),
    matcher_version: z.string(),
  })
  .openapi('Explanation');

export const NearMiss = z
  .object({
    id: z.string().openapi({ description: 'Of the pair: vendor and incident' }),
    vendor: vendorInShort,
    incident: incidentInShort,
    ...judged,
    tracking_id: id()
      .nullable()
      .openapi({ description: 'Where it is tracked all the same: it was a match once' }),
  })
  .openapi('NearMiss');

const share = z.coerce
  .number()
  .min(0.1)
  .max(0.95)
  .default(0.5)
  .openapi({ description: 'A pair is near from this part of min_match_confidence on' });

export const NearMissQuery = z.object({ limit: page.limit, share });

export const VendorNearMissQuery = z.object({
  share,
  cursor: page.cursor,
  days: z.coerce.number().int().min(1).max(90).default(30).openapi({ description: 'Published within' }),
  incidents: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(1000)
    .openapi({ description: 'How many incidents are looked at for a page' }),
});
