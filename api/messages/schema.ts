import { z } from '@hono/zod-openapi';
import { flag, id, page, time } from '../http/fields.ts';

export const Message = z
  .object({
    id: id(),
    user_id: id(),
    alert_id: id().nullable(),
    title: z.string(),
    body: z.string(),
    action_url: z.string().nullable(),
    read_at: time().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Message');

export const MessageQuery = z.object({
  ...page,
  unread: flag().optional(),
  mine: flag().optional().openapi({ description: "true: only one's own, for those who may see all" }),
});
