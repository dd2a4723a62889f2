import { z } from '@hono/zod-openapi';
import { MATCH_STRATEGIES } from '../../src/domain/incidents/incident.ts';
import { RULE_STATES } from '../../src/services/response/match-rules/list-rules.ts';
import { id, momentGiven, oneOrMore, page, time } from '../http/fields.ts';

export const MatchRulesQuery = z.object({
  ...page,
  vendor_id: id().optional(),
  state: oneOrMore(RULE_STATES).optional(),
});

const incidentInShort = { incident_id: id(), external_id: z.string(), title: z.string() };

export const MatchRule = z
  .object({
    id: id(),
    tenant_id: id(),
    vendor: z.object({ id: id(), name: z.string() }),
    says: z.string().openapi({
      description: 'What an incident says that is left out for the vendor',
      example: 'The incident names the product "Rocket".',
    }),
    strategy: z.enum(MATCH_STRATEGIES).nullable(),
    incident_value: z.string().nullable(),
    vendor_value: z.string().nullable(),
    evidence_key: z.string(),
    state: z.enum(RULE_STATES),
    created_by: id().nullable(),
    created_by_name: z.string().nullable(),
    given_at: time().openapi({ description: 'When the verdict was given, or last given again' }),
    expires_at: time().nullable().openapi({ description: 'Null: counts until it is undone' }),
    tracking: z
      .object({ id: id(), ...incidentInShort })
      .nullable()
      .openapi({ description: 'The tracking that was called a false positive' }),
    false_positives: z.number().int().openapi({
      description: 'Trackings resolved as false positives for this reason: undoing the rule reopens them',
    }),
    kept_back: z.number().int().openapi({
      description: 'Incidents not raised because of the rule: undoing it has them matched again',
    }),
    latest_kept_back: z.object({ ...incidentInShort, at: time() }).nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('MatchRule');

export const MatchRulePatch = z
  .strictObject({
    expires_at: momentGiven().nullable().openapi({
      format: 'date-time',
      description: 'Until when the rule counts; null: until it is undone',
    }),
  })
  .openapi('MatchRulePatch');

const figures = {
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
  log_loss: z.number().nullable(),
};

export const Matching = z
  .object({
    matcher_version: z.string().openapi({
      description: 'What new matches carry; behind a +, the tenant and the version of its refitted weights',
    }),
    shipped_version: z.string(),
    fitted: z
      .object({
        version: z.number().int(),
        matcher_version: z.string(),
        in_use: z.boolean().openapi({
          description:
            'False where they were fitted for another version of the matcher; then the shipped ones are',
        }),
        applied_by: z.string(),
        applied_at: time(),
        report: z.object({
          verdicts: z.number().int(),
          confirmed: z.number().int(),
          false_positives: z.number().int(),
          left_out: z.number().int(),
          held_back: z.number().int(),
          threshold: z.number(),
          before: z.object(figures),
          after: z.object(figures),
          moved: z.array(z.object({ signal: z.string(), before: z.number(), after: z.number() })),
        }),
      })
      .nullable()
      .openapi({ description: 'Weights refitted from the tenant’s verdicts; null: the shipped ones' }),
  })
  .openapi('Matching');
