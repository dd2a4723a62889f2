import { z } from '@hono/zod-openapi';
import { ROLES } from '../../src/domain/vocabulary.ts';
import { id, momentGiven, page, text, time } from '../http/fields.ts';

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

export const ApiKeyQuery = z.object(page);
