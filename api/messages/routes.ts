import { createRoute } from '@hono/zod-openapi';
import { listMessages, readMessage } from '../../src/services/response/alerts/read-messages.ts';
import { found } from '../../src/domain/fault.ts';
import { inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, createRouter, listOf, problems } from '../http/openapi.ts';
import { Message, MessageQuery } from './schema.ts';
import { IdParam } from '../http/fields.ts';

const tags = ['Messages'];

const list = createRoute({
  method: 'get',
  operationId: 'listMessages',
  path: '/messages',
  tags,
  summary: "List your in-app messages; an admin sees everybody's",
  middleware: [anyRole] as const,
  request: { query: MessageQuery },
  responses: { 200: listOf(Message, 'Messages'), ...problems() },
});

const read = createRoute({
  method: 'post',
  operationId: 'markMessageRead',
  path: '/messages/{id}/read',
  tags,
  summary: 'Mark a message as read',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Message, 'The message'), ...problems(404) },
});

/** In-app messages. */
export function messageRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, unread, mine } = c.req.valid('query');
    const userId = mine === true ? own(c) : reachOf(c);
    const page = await inTenant(c, deps, (tx) => listMessages(tx, { userId, unread }, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    const message = await inTenant(c, deps, (tx) => readMessage(tx, id, reachOf(c)));
    return c.json(found(message, 'message'), 200);
  });

  return router;
}

/** No message belongs to the nil id, which stands for a key of no user. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const own = (c: ApiContext): string => c.var.principal.userId ?? NOBODY;
const reachOf = (c: ApiContext): string => (c.var.principal.roles.includes('admin') ? 'anybody' : own(c));
