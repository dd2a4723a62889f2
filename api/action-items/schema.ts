import { z } from '@hono/zod-openapi';
import { PRIORITIES, TASK_STATUSES } from '../../src/domain/vocabulary.ts';
import { flag, id, line, oneOrMore, page, time } from '../http/fields.ts';

export const ActionItem = z
  .object({
    id: id(),
    tenant_id: id(),
    action_type: z.string(),
    title: z.string(),
    description: z.string(),
    priority: z.enum(PRIORITIES),
    status: z.enum(TASK_STATUSES),
    assigned_to: id().nullable(),
    assigned_to_name: z.string().nullable(),
    assigned_by: id().nullable(),
    source_type: z.string().openapi({ example: 'vendor_security_incident' }),
    source_id: id(),
    action_url: z.string().nullable(),
    item_metadata: z.record(z.string(), z.unknown()),
    due_date: time().nullable(),
    overdue: z.boolean(),
    completed_at: time().nullable(),
    completed_by: id().nullable(),
    outcome: z.string().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('ActionItem');

export const ACTION_ITEM_SORTS = ['-created_at', 'created_at', 'due_date', '-due_date'] as const;

export const ActionItemQuery = z.object({
  ...page,
  status: oneOrMore(TASK_STATUSES).optional(),
  priority: oneOrMore(PRIORITIES).optional(),
  assigned_to: z.union([z.enum(['me', 'none']), id()], 'must be a user id, me or none').optional(),
  source_type: line(100).optional(),
  source_id: id().optional(),
  open: flag().optional(),
  overdue: flag().optional(),
  sort: z.enum(ACTION_ITEM_SORTS).default('-created_at'),
});

export const ActionItemPatch = z
  .strictObject({
    status: z.enum(TASK_STATUSES).optional(),
    assigned_to: id().nullable().optional(),
    outcome: z
      .enum(['completed', 'approved', 'rejected'])
      .optional()
      .openapi({ description: 'How a step of a process ended, with status completed' }),
  })
  .openapi('ActionItemPatch');

export type ActionItemPatch = z.input<typeof ActionItemPatch>;
