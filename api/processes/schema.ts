import { z } from '@hono/zod-openapi';
import { PROCESS_STATUSES, PROCESS_STEP_KINDS, PROCESS_TYPES, ROLES } from '../../src/domain/vocabulary.ts';
import { id, oneOrMore, page, text, time } from '../http/fields.ts';

export const ProcessStep = z
  .strictObject({
    key: text(100),
    title: text(200),
    kind: z.enum(PROCESS_STEP_KINDS),
    owner_role: z.enum(ROLES),
    due_days: z.number().int().min(0).max(365),
  })
  .openapi('ProcessStep');

export const CONFIGURATION_STATUSES = ['active', 'draft', 'retired'] as const;

export const ProcessConfiguration = z
  .object({
    id: id(),
    tenant_id: id(),
    key: z.string(),
    name: z.string(),
    workflow_type: z.enum(PROCESS_TYPES),
    status: z.enum(CONFIGURATION_STATUSES),
    is_default: z.boolean(),
    steps: z.array(ProcessStep),
    version: z.number().int(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('WorkflowConfiguration');

export const ProcessConfigurationQuery = z.object({
  ...page,
  workflow_type: oneOrMore(PROCESS_TYPES).optional(),
  status: oneOrMore(CONFIGURATION_STATUSES).optional(),
});

const writable = {
  name: text(200),
  workflow_type: z.enum(PROCESS_TYPES),
  status: z.enum(CONFIGURATION_STATUSES).optional(),
  is_default: z.boolean().optional(),
  steps: z
    .array(ProcessStep)
    .min(1)
    .max(50)
    .refine((steps) => new Set(steps.map((step) => step.key)).size === steps.length, 'keys must differ')
    .superRefine((steps, context) => {
      steps.forEach(({ kind, owner_role }, index) => {
        if (owner_role !== 'viewer' || kind === 'notification' || kind === 'wait') return;
        const message = 'must be a role that works tasks: a viewer only reads';
        context.addIssue({ code: 'custom', path: [index, 'owner_role'], message });
      });
    }),
};

export const ProcessConfigurationCreate = z
  .strictObject({ key: text(100).optional(), ...writable })
  .openapi('WorkflowConfigurationCreate');
export const ProcessConfigurationPatch = z
  .strictObject(writable)
  .partial()
  .openapi('WorkflowConfigurationPatch');

export const ProcessInstance = z
  .object({
    id: id(),
    tenant_id: id(),
    configuration_id: id(),
    name: z.string().openapi({ description: "The configuration's" }),
    configuration_version: z.number().int(),
    workflow_type: z.enum(PROCESS_TYPES),
    vendor_id: id(),
    vendor_name: z.string(),
    tracking_id: id().nullable(),
    status: z.enum(PROCESS_STATUSES),
    steps: z.array(ProcessStep),
    current_step: z.string().nullable(),
    progress: z.number().openapi({ description: 'Share of steps done, 0 to 1' }),
    trigger_reason: z.string(),
    context: z.record(z.string(), z.unknown()),
    step_results: z.record(z.string(), z.unknown()),
    finished_at: time().nullable(),
    workflow: z.object({ id: z.string(), run_id: z.string().nullable(), ui_url: z.string().nullable() }),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('WorkflowInstance');

export const ProcessInstanceQuery = z.object({
  ...page,
  status: oneOrMore(PROCESS_STATUSES).optional(),
  vendor_id: id().optional(),
});

export type ProcessInstance = z.infer<typeof ProcessInstance>;
