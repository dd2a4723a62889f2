import { z } from '@hono/zod-openapi';
import {
  CAUSE_KINDS,
  PIECE_KINDS,
  REMEDIES,
  COVERAGE_LEVELS,
  SUGGESTED_KINDS,
} from '../../src/domain/matching/register-coverage.ts';
import { id, oneOrMore, page, text, orNull } from '../http/fields.ts';
import { vendorInShort } from '../explanations/schema.ts';

const confidence = (description: string) => z.number().openapi({ description });
const countOf = () => z.number().int();

export const Coverage = z
  .object({
    vendors: countOf().openapi({ description: 'Active vendors' }),
    blind: countOf(),
    weak: countOf(),
    threshold: z.number().openapi({ description: 'min_match_confidence' }),
    matcher_version: z.string(),
    causes: z
      .array(z.object({ kind: z.enum(CAUSE_KINDS), vendors: countOf() }))
      .openapi({ description: 'Of blind and weak ones; one may have several' }),
  })
  .openapi('Coverage');

export const VendorSight = z
  .object({
    id: id().openapi({ description: 'Of the vendor' }),
    vendor: vendorInShort,
    sight: z.enum(COVERAGE_LEVELS).openapi({
      description:
        'blind: no incident could be raised, however exactly it names the vendor; weak: no vulnerability or no breach could, all hangs by one piece, or another row claims the same',
    }),
    best: confidence('Best reachable confidence, 0 to 1'),
    cve: confidence('The same of a vulnerability'),
    breach_by_name: confidence('The same of a breach that names the vendor'),
    breach_with_domain: z
      .number()
      .nullable()
      .openapi({ description: "The same of a breach with the vendor's domain; null without one" }),
    pieces: z
      .array(
        z.object({
          kind: z.enum(PIECE_KINDS),
          value: z.string(),
          confidence: confidence('If a source names it alone, as the register writes it'),
        }),
      )
      .openapi({ description: 'By what it can be recognised, most selective first' }),
    causes: z.array(
      z.object({
        kind: z.enum(CAUSE_KINDS),
        text: z.string(),
        add: z.array(z.enum(REMEDIES)).openapi({ description: 'What would help' }),
        vendors: z.array(z.object({ id: id(), name: z.string() })),
      }),
    ),
  })
  .openapi('VendorSight');

export const CoverageQuery = z.object({
  ...page,
  sight: oneOrMore(COVERAGE_LEVELS)
    .optional()
    .openapi({ description: 'Blind and weak ones unless said otherwise' }),
  cause: oneOrMore(CAUSE_KINDS).optional(),
});

export const RegisterSuggestion = z
  .object({
    id: z.string().openapi({ description: 'Of vendor, kind and value' }),
    vendor: z.object({ id: id(), name: z.string() }),
    kind: z.enum(SUGGESTED_KINDS),
    value: z.string(),
    incidents: countOf().openapi({ description: 'Incidents that say so' }),
    example: z.object({ id: id(), external_id: z.string(), title: z.string() }),
  })
  .openapi('RegisterSuggestion');

export const SuggestionQuery = z.object({
  limit: page.limit,
  kind: oneOrMore(SUGGESTED_KINDS).optional(),
});

export const VendorCoverage = z
  .object({
    sight: orNull(VendorSight).openapi({ description: 'Null for an archived vendor' }),
    threshold: z.number(),
    suggestions: z.array(RegisterSuggestion),
  })
  .openapi('VendorCoverage');

export const IdentifierCreate = z
  .strictObject({ kind: z.enum(SUGGESTED_KINDS), value: text(500) })
  .openapi('IdentifierCreate');
