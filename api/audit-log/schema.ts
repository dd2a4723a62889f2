import { z } from '@hono/zod-openapi';
import { id, line, page, time, timeGiven } from '../http/fields.ts';

export const AuditEntry = z
  .object({
    id: id(),
    tenant_id: id().nullable(),
    actor_type: z.enum(['user', 'api_key', 'system', 'anonymous']),
    actor_id: id().nullable(),
    actor_name: z.string().nullable(),
    action: z.string().openapi({ example: 'vendor.create' }),
    target_type: z.string().nullable(),
    target_id: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    ip: z.string().nullable(),
    request_id: z.string().nullable(),
    api_key_id: id().nullable().openapi({ description: 'The key by which it was asked for, if by one' }),
    occurred_at: time(),
  })
  .openapi('AuditEntry');

export const AuditQuery = z.object({
  ...page,
  action: line(100).optional(),
  actor_id: id().optional(),
  target_type: line(100).optional(),
  target_id: line(200).optional(),
  from: timeGiven().optional(),
  to: timeGiven().optional(),
});
