import { z } from '@hono/zod-openapi';
import { DEFAULT_MATCHING_RULES } from '../../src/domain/incidents/incident.ts';
import {
  ASSESSMENT_TYPES,
  CHANNELS,
  CHANNELS_WITH_SENDER,
  PRIORITIES,
  PROCESS_TYPES,
  RECIPIENT_TYPES,
  ROLES,
  SCAN_FREQUENCIES,
  SEVERITIES,
} from '../../src/domain/vocabulary.ts';
import { id, text, time } from '../http/fields.ts';
import { timeZone } from './time-zone.ts';

const share = () => z.number().min(0).max(1);
const days = () => z.number().int().min(1).max(365);

const MatchingRules = z
  .strictObject({
    match_by_domain: z.boolean().default(DEFAULT_MATCHING_RULES.match_by_domain),
    match_by_name: z.boolean().default(DEFAULT_MATCHING_RULES.match_by_name),
    match_by_product: z.boolean().default(DEFAULT_MATCHING_RULES.match_by_product),
    fuzzy_match_threshold: share().default(DEFAULT_MATCHING_RULES.fuzzy_match_threshold),
    exact_match_required: z.boolean().default(DEFAULT_MATCHING_RULES.exact_match_required),
    min_match_confidence: share().default(DEFAULT_MATCHING_RULES.min_match_confidence),
  })
  .openapi('MatchingRules');

const AlertRecipients = z
  .strictObject({
    recipient_type: z.enum(RECIPIENT_TYPES),
    recipient_ids: z.array(text(100)).min(1).max(100),
  })
  .superRefine((group, context) => {
    group.recipient_ids.forEach((value, index) => {
      const role = (ROLES as readonly string[]).includes(value);
      const fits = group.recipient_type === 'role' ? role : id().safeParse(value).success;
      const should = group.recipient_type === 'role' ? `one of ${ROLES.join(', ')}` : 'a UUID';
      if (!fits)
        context.addIssue({ code: 'custom', path: ['recipient_ids', index], message: `must be ${should}` });
    });
  })
  .openapi('AlertRecipients');

const SeverityMapping = z
  .strictObject({
    critical: z.enum(PRIORITIES).default('URGENT'),
    high: z.enum(PRIORITIES).default('HIGH'),
    medium: z.enum(PRIORITIES).default('MEDIUM'),
    low: z.enum(PRIORITIES).default('LOW'),
  })
  .openapi('SeverityMapping');

const unique = (values: string[]) => new Set(values).size === values.length;

/** What a client sets; a key left out takes its default, since PUT replaces. */
export const settings = {
  cve_monitoring_enabled: z.boolean().default(true),
  breach_monitoring_enabled: z.boolean().default(true),
  security_feed_monitoring_enabled: z.boolean().default(true),
  cve_scan_frequency: z.enum(SCAN_FREQUENCIES).default('daily'),
  breach_scan_frequency: z.enum(SCAN_FREQUENCIES).default('daily'),
  security_feed_scan_frequency: z.enum(SCAN_FREQUENCIES).default('daily'),
  cve_severity_threshold: z.enum(SEVERITIES).default('medium'),
  cve_cvss_threshold: z.number().min(0).max(10).default(5),
  kev_bypasses_thresholds: z.boolean().default(true),
  breach_sources: z
    .array(z.enum(['hibp']))
    .max(10)
    .refine(unique, 'must differ')
    .default(['hibp']),
  matching_rules: MatchingRules.prefault({}),
  min_confidence_to_respond: share().default(0),
  auto_create_tasks: z.boolean().default(true),
  auto_send_alerts: z.boolean().default(true),
  auto_trigger_assessments: z.boolean().default(true),
  auto_start_workflows: z.boolean().default(true),
  default_assessment_type: z.enum(ASSESSMENT_TYPES).default('risk_assessment'),
  default_assessment_id: id().nullable().default(null),
  breach_assessment_id: id().nullable().default(null),
  default_workflow_type: z.enum(PROCESS_TYPES).default('tprm'),
  default_workflow_id: id().nullable().default(null),
  breach_workflow_id: id().nullable().default(null),
  alert_recipients: z.array(AlertRecipients).max(50).default([]),
  alert_channels: z
    .array(z.enum(CHANNELS_WITH_SENDER))
    .refine(unique, 'must differ')
    .default(['email', 'in_app']),
  task_due_days: days().default(3),
  assessment_due_days: days().default(14),
  breach_assessment_due_days: days().default(7),
  severity_mapping: SeverityMapping.prefault({}),
  alert_budget_per_hour: z.number().int().min(1).max(100_000).nullable().default(null).openapi({
    description:
      'most alerts an hour that leave the product by themselves; what is not urgent and exceeds it comes in one digest an hour for each recipient; null: no limit',
  }),
  timezone: timeZone().default('UTC'),
  working_days_only: z.boolean().default(false),
  match_rule_days: z.number().int().min(1).max(3650).nullable().default(365).openapi({
    description: 'days that a rule from a false positive counts; null: until it is undone',
  }),
};

/** Read-only columns, taken and ignored, so that what was read can be sent back. */
export const kept = {
  id: z.unknown().optional(),
  tenant_id: z.unknown().optional(),
  last_scan_at: z.unknown().optional(),
  created_at: z.unknown().optional(),
  updated_at: z.unknown().optional(),
};

export const MonitoringConfigPut = z.strictObject({ ...settings, ...kept }).openapi('MonitoringConfigPut');

export const MonitoringConfig = z
  .object({
    id: id(),
    tenant_id: id(),
    ...settings,
    alert_channels: z.array(z.enum(CHANNELS)),
    breach_sources: z.array(z.string()),
    last_scan_at: time().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('MonitoringConfig');
