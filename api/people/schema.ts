import { z } from '@hono/zod-openapi';
import { ROLES } from '../../src/domain/vocabulary.ts';
import { flag, id, line, momentGiven, page, text, time, timeGiven } from '../http/fields.ts';

export const User = z
  .object({
    id: id(),
    tenant_id: id(),
    email: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    is_active: z.boolean(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('User');

export const UserQuery = z.object({ ...page, role: z.enum(ROLES).optional(), is_active: flag().optional() });

export const Team = z
  .object({
    id: id(),
    tenant_id: id(),
    name: z.string(),
    members: z.array(z.object({ id: id(), name: z.string() })),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Team');

export const PageQuery = z.object(page);

export const ApiKey = z
  .object({
    id: id(),
    tenant_id: id(),
    name: z.string(),
    prefix: z.string().openapi({ description: 'The first characters of the key' }),
    roles: z.array(z.enum(ROLES)),
    user_id: id().nullable(),
    expires_at: time().nullable(),
    revoked_at: time().nullable(),
    last_used_at: time().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('ApiKey');

export const ApiKeyCreate = z
  .strictObject({
    name: text(200),
    roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
    user_id: id().nullable().optional(),
    expires_at: momentGiven().nullable().optional(),
  })
  .openapi('ApiKeyCreate');

export const ApiKeyCreated = ApiKey.extend({
  key: z.string().openapi({ description: 'Shown this once' }),
}).openapi('ApiKeyCreated');

export const SessionCreate = z.strictObject({ api_key: line(500).min(1) }).openapi('SessionCreate');

/** Who is signed in. */
export const Me = z
  .object({
    id: id().nullable().openapi({ description: "The user's id; null for a key that belongs to no user" }),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    tenant: z.object({ id: id(), slug: z.string(), name: z.string() }),
    via: z.enum(['session', 'api_key']),
    expires_at: time().nullable(),
  })
  .openapi('Me');

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
