import { z } from '@hono/zod-openapi';
import { ASSESSMENT_TYPES, ASSIGNMENT_STATUSES } from '../../src/domain/vocabulary.ts';
import { flag, id, momentGiven, oneOrMore, page, prose, text, time } from '../http/fields.ts';

export const AssessmentQuestion = z
  .strictObject({
    key: text(100),
    text: text(2000),
    kind: z.enum(['yes_no', 'text', 'choice']),
    choices: z.array(text(500)).max(100).optional(),
  })
  .openapi('AssessmentQuestion');

export const Assessment = z
  .object({
    id: id(),
    tenant_id: id(),
    key: z.string(),
    name: z.string(),
    assessment_type: z.enum(ASSESSMENT_TYPES),
    is_default: z.boolean(),
    is_active: z.boolean(),
    questions: z.array(AssessmentQuestion),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Assessment');

export const AssessmentQuery = z.object({
  ...page,
  assessment_type: oneOrMore(ASSESSMENT_TYPES).optional(),
  is_active: flag().optional(),
});

const writable = {
  name: text(200),
  assessment_type: z.enum(ASSESSMENT_TYPES),
  is_default: z.boolean().optional(),
  is_active: z.boolean().optional(),
  questions: z.array(AssessmentQuestion).max(300).optional(),
};

export const AssessmentCreate = z
  .strictObject({ key: text(100).optional(), ...writable })
  .openapi('AssessmentCreate');
export const AssessmentPatch = z.strictObject(writable).partial().openapi('AssessmentPatch');

export const AssessmentAssignment = z
  .object({
    id: id(),
    tenant_id: id(),
    assessment_id: id(),
    name: z.string().openapi({ description: "The template's" }),
    vendor_id: id(),
    vendor_name: z.string(),
    tracking_id: id().nullable(),
    assignment_type: z.string(),
    status: z.enum(ASSIGNMENT_STATUSES),
    due_date: time().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    answers: z.record(z.string(), z.unknown()).nullable(),
    score: z.number().nullable(),
    completion: z.number().openapi({ description: 'Share of questions answered, 0 to 1' }),
    submitted_at: time().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('AssessmentAssignment');

export const AssignmentQuery = z.object({
  ...page,
  status: oneOrMore(ASSIGNMENT_STATUSES).optional(),
  vendor_id: id().optional(),
  assessment_id: id().optional(),
});

export const AssignmentPatch = z
  .strictObject({
    status: z.enum(ASSIGNMENT_STATUSES),
    due_date: momentGiven().nullable(),
    answers: z.record(prose(100), z.union([prose(20_000), z.boolean(), z.number(), z.null()])),
    score: z.number().min(0).max(100).nullable(),
  })
  .partial()
  .openapi('AssignmentPatch');
