import { z } from '@hono/zod-openapi';
import { RESOLUTION_TYPES, TRACKING_STATUSES, type Severity } from '../../src/domain/vocabulary.ts';
import { id, time } from '../http/fields.ts';
import { kept, settings } from '../configuration/schema.ts';
import { incidentInShort, vendorInShort } from '../explanations/schema.ts';
import { Evidence } from '../trackings/schema.ts';

/** A part of the matching rules: what is left out stays as it is. */
const rules = settings.matching_rules.unwrap().shape;
const Rules = z.strictObject({
  match_by_domain: rules.match_by_domain.unwrap().optional(),
  match_by_name: rules.match_by_name.unwrap().optional(),
  match_by_product: rules.match_by_product.unwrap().optional(),
  fuzzy_match_threshold: rules.fuzzy_match_threshold.unwrap().optional(),
  exact_match_required: rules.exact_match_required.unwrap().optional(),
  min_match_confidence: rules.min_match_confidence.unwrap().optional(),
});

const decisive = {
  cve_monitoring_enabled: settings.cve_monitoring_enabled.unwrap().optional(),
  breach_monitoring_enabled: settings.breach_monitoring_enabled.unwrap().optional(),
  security_feed_monitoring_enabled: settings.security_feed_monitoring_enabled.unwrap().optional(),
  cve_severity_threshold: settings.cve_severity_threshold.unwrap().optional(),
  cve_cvss_threshold: settings.cve_cvss_threshold.unwrap().optional(),
  kev_bypasses_thresholds: settings.kev_bypasses_thresholds.unwrap().optional(),
  breach_sources: settings.breach_sources.unwrap().optional(),
  matching_rules: Rules.optional(),
  min_confidence_to_respond: settings.min_confidence_to_respond.unwrap().optional(),
};

/** The rest of a configuration decides no match: it may be sent along and is not read. */
const rest = Object.fromEntries(
  Object.keys({ ...settings, ...kept })
    .filter((name) => !(name in decisive))
    .map((name) => [name, z.unknown().optional()]),
);

export const ConfigPreviewRequest = z
  .strictObject({
    config: z
      .strictObject({ ...rest, ...decisive })
      .default({})
      .openapi({ description: 'The configuration to try, or a part of it; what is left out stays as it is' }),
    without_rules: z
      .array(id())
      .max(500)
      .default([])
      .openapi({ description: 'Match rules to be left out, by id' }),
    days: z.number().int().min(1).max(90).default(30).openapi({
      description: 'Incidents published or changed within these days are looked at',
    }),
  })
  .openapi('ConfigPreviewRequest');

const countOf = () => z.number().int();
const nowThen = () => z.object({ now: countOf(), then: countOf() });

const counts = z
  .object({ now: countOf(), then: countOf(), gained: countOf(), lost: countOf(), kept: countOf() })
  .openapi('ConfigPreviewCounts');

const pair = z
  .object({
    vendor: vendorInShort,
    incident: incidentInShort,
    confidence: z
      .object({ now: z.number(), then: z.number() })
      .openapi({ description: 'By the matching rules of either side, 0 to 1' }),
    reason: z.string().openapi({ description: 'Of the side that raises it' }),
    evidence: z.array(Evidence),
    why_not: z.array(z.string()).openapi({ description: 'Why the other side does not raise it' }),
    tracking: z
      .object({
        id: id(),
        status: z.enum(TRACKING_STATUSES),
        resolution_type: z.enum(RESOLUTION_TYPES).nullable(),
      })
      .nullable(),
  })
  .openapi('ConfigPreviewPair');

const precision = z.object({
  right: countOf().openapi({ description: 'Raised, and not called false' }),
  wrong: countOf().openapi({ description: 'Raised, and called false positives' }),
  precision: z.number().nullable(),
});

const sidePrecision = z.object({
  with_rules: precision.openapi({ description: 'With the match rules that the verdicts themselves made' }),
  without_rules: precision.openapi({ description: 'As if there were no match rules' }),
});

export const ConfigPreview = z
  .object({
    days: countOf(),
    since: time(),
    incidents: countOf().openapi({ description: 'Incidents in the window' }),
    considered: nowThen().openapi({ description: 'Incidents that the thresholds let in' }),
    held: nowThen().openapi({ description: 'Incidents that wait for a score and would match' }),
    counts,
    by_severity: z.object({ low: counts, medium: counts, high: counts, critical: counts } satisfies Record<
      Severity,
      typeof counts
    >),
    responded: nowThen().openapi({ description: 'Pairs that min_confidence_to_respond lets respond' }),
    gained: z.array(pair).openapi({ description: 'At most 200, most confident first' }),
    lost: z.array(pair).openapi({ description: 'At most 200, most confident first' }),
    cut: z.boolean().openapi({ description: 'More were gained or lost than are listed' }),
    verdicts: z
      .object({ verdicts: countOf(), false_positives: countOf(), now: sidePrecision, then: sidePrecision })
      .openapi({ description: 'On the latest 2,000 resolved trackings, duplicates aside, of whatever age' }),
    took_ms: countOf(),
  })
  .openapi('ConfigPreview');
