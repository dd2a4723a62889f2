import { createRoute, z } from '@hono/zod-openapi';
import { analyses } from '../http/analyses.ts';
import { actorOf, type ApiContext, type ApiDeps } from '../http/context.ts';
import { admin, anyRole } from '../http/middleware/roles.ts';
import { answers, createRouter, faultsOf, problems } from '../http/openapi.ts';
import { ProblemError } from '../http/problem.ts';
import { flag } from '../http/fields.ts';
import { ImportResult, Vendor } from './schema.ts';

const tags = ['Vendors'];
const csv = z
  .string()
  .openapi({ example: 'id,name,aliases,domains,products\n7,Example Corp,,example.com,Widget [version=2.1]' });

const bring = createRoute({
  method: 'post',
  operationId: 'importVendors',
  path: '/vendors/import',
  tags,
  summary: 'Import a register as CSV or JSON; wrong rows are reported, the others are imported',
  middleware: [admin] as const,
  request: {
    query: z.object({
      preview: flag().optional().openapi({ description: 'true: says what it would do, and does nothing' }),
    }),
    body: {
      required: true,
      description:
        '`[{id?, name, legal_name?, website?, criticality?, aliases[], domains[], products[{name, version?, cpe?}], ' +
        'contacts[{name, email, role?}]}]` or CSV with these columns. Lists in a cell are separated by `;` or `|`; a ' +
        'product is `Name [version=…] [cpe=…]`, a contact `Name <email> [role=…]`.',
      content: {
        'text/csv': { schema: csv },
        'application/json': { schema: z.unknown().openapi({ type: 'array', items: { type: 'object' } }) },
        'multipart/form-data': {
          schema: z.unknown().openapi({
            type: 'object',
            properties: { file: { type: 'string', format: 'binary' } },
          }),
        },
      },
    },
  },
  responses: { 200: answers(ImportResult, 'What became of each row'), ...problems() },
});

const hand = createRoute({
  method: 'get',
  operationId: 'exportVendors',
  path: '/vendors/export',
  tags,
  summary: 'Export the register as CSV or JSON, in the form that the import takes',
  middleware: [anyRole] as const,
  request: { query: z.object({ format: z.enum(['csv', 'json']).default('csv') }) },
  responses: {
    200: {
      description: 'The register',
      content: { 'text/csv': { schema: csv }, 'application/json': { schema: Vendor.array() } },
    },
    ...problems(),
  },
});

/** Milliseconds that a register may take: 50,000 vendors, on a slow machine. */
const LONGEST_MS = 120_000;

/** The register as a whole: in and out. */
export function vendorRegisterRoutes(deps: ApiDeps) {
  const router = createRouter();
  const analyse = analyses(deps, LONGEST_MS);

  router.openAPIRegistry.registerPath(bring);
  router.post('/vendors/import', admin, async (c) => {
    const asked = z.strictObject({ preview: flag().optional() }).safeParse(c.req.query());
    if (!asked.success)
      throw new ProblemError('validation', { errors: asked.error.issues.flatMap(faultsOf) });
    const { preview = false } = asked.data;
    const { text, format } = await registerOf(c);
    const outcome = await analyse(c, 'importRegister', { text, format, actor: actorOf(c), preview });
    return c.body(outcome, 200, { 'content-type': 'application/json' });
  });

  router.openapi(hand, async (c) => {
    const { format } = c.req.valid('query');
    const register = await analyse(c, 'exportRegister', { format });
    c.header('content-disposition', `attachment; filename="vendors.${format}"`);
    c.header('content-type', format === 'json' ? 'application/json' : 'text/csv; charset=utf-8');
    // The text of either, which only the thread has seen as rows.
    return c.body(register, 200) as never;
  });

  return router;
}

/** The part `file` of a form. Throws a problem when the form cannot be read. */
async function fileOf(c: ApiContext): Promise<unknown> {
  try {
    return (await c.req.parseBody())['file'];
  } catch {
    throw new ProblemError('validation', {
      detail: 'The form cannot be read: it is no whole multipart body.',
    });
  }
}

/** The text of a register, whichever way it was sent. */
async function registerOf(c: ApiContext): Promise<{ text: string; format: 'csv' | 'json' }> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return { text: await c.req.text(), format: 'json' };
  if (type === 'text/csv' || type === 'text/plain') return { text: await c.req.text(), format: 'csv' };
  if (type === 'multipart/form-data') {
    const file = await fileOf(c);
    if (!(file instanceof File)) {
      throw new ProblemError('validation', { errors: [{ path: 'file', message: 'must be a file' }] });
    }
    const isJson = file.type === 'application/json' || file.name.toLowerCase().endsWith('.json');
    return { text: await file.text(), format: isJson ? 'json' : 'csv' };
  }
  throw new ProblemError('unsupported-media-type', {
    detail: 'Send text/csv, application/json, or a file as multipart/form-data.',
  });
}
