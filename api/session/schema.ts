import { z } from '@hono/zod-openapi';
import { ROLES } from '../../src/domain/vocabulary.ts';
import { id, line, time } from '../http/fields.ts';

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

export type Me = z.infer<typeof Me>;
