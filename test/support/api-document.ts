import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import type { ApiDeps } from '../../api/http/context.ts';

interface OpenApiDocument {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, object> };
}

/** The API's OpenAPI document. Nothing that a route works with is needed to describe it. */
export async function apiDocument(): Promise<OpenApiDocument> {
  const config = {
    publicUrl: 'http://vigil.test',
    temporal: { connection: { address: '127.0.0.1:1' }, namespace: 'default', uiUrl: undefined },
    encryptionKeys: [],
  };
  const deps = { config, logger: pino({ level: 'silent' }), decisionTimeoutMs: 1, requestsPerMinute: 1 };
  const app = createApp(deps as unknown as ApiDeps);
  const response = await app.request('/api/v1/openapi.json');
  return (await response.json()) as OpenApiDocument;
}
