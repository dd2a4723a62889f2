/**
 * Writes the types of the web client from the OpenAPI document, so that a renamed path, parameter or field breaks the
 * build of the pages. `--check` writes nothing and fails when the file is not what the API's code gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { apiDocument } from '../test/support/api-document.ts';

const FILE = fileURLToPath(new URL('../web/src/lib/api/schema.d.ts', import.meta.url));
const HEADER = '/** Generated from the OpenAPI document: `npm run generate:api-types`. Do not edit. */\n';
const BASE = '/api/v1';

/** The document with paths below `/api/v1`, which is the client's base address, and without examples of bodies. */
async function clientDocument(): Promise<OpenAPI3> {
  const { paths, ...rest } = await apiDocument();
  const below = Object.entries(paths).map(([path, operations]) => [path.replace(BASE, ''), operations]);
  const text = JSON.stringify(Object.fromEntries(below), (key, value: unknown) =>
    key === 'application/json' ? { schema: (value as { schema: unknown }).schema } : value,
  );
  return { ...rest, paths: JSON.parse(text) as object } as unknown as OpenAPI3;
}

const types = await openapiTypescript(await clientDocument());
const text = HEADER + astToString(types);
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('web/src/lib/api/schema.d.ts is not up to date: npm run generate:api-types\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}
