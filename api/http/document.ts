import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './context.ts';
import { addExamples } from './examples.ts';
import { SESSION_COOKIE } from './middleware/authenticate.ts';

const DESCRIPTION =
  'Watches the vendors a company depends on. JSON is snake_case, times are ISO 8601 UTC, errors are application/problem+json, lists go on with the Link header. Every POST takes an Idempotency-Key.';

/** The OpenAPI document of all routes that are there when it is first asked for, with an example for each body. */
export function openApiDocument(app: OpenAPIHono<ApiEnv>): object {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Vigil', version: '1', description: DESCRIPTION },
    security: [{ bearer: [] }, { session: [] }],
  });
  addExamples(document);
  return document;
}

/** Serves the document under `/api/v1/openapi.json`. */
export function describeApi(app: OpenAPIHono<ApiEnv>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, which begins with vgl_',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
  });
  let document: object | undefined;
  app.get('/api/v1/openapi.json', (c) => c.json((document ??= openApiDocument(app))));
}
