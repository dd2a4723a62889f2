import { z } from '@hono/zod-openapi';
import { ROLES } from '../../src/domain/vocabulary.ts';
import { flag, id, page, time } from '../http/fields.ts';

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

export const TeamQuery = z.object(page);
