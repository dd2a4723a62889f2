import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { PLACEHOLDER } from '../../../api/http/examples.ts';
import { apiDocument } from '../../support/api-document.ts';

interface Body {
  content?: Record<string, { schema?: object; example?: unknown }>;
}
interface Operation {
  operationId?: string;
  summary?: string;
  requestBody?: Body;
  responses: Record<string, Body>;
}

const document = await apiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method} ${path}`,
    operation: operation as Operation,
  })),
);

/** Every JSON body with the operation that it is of. */
const bodies = operations.flatMap(({ name, operation: { requestBody, responses } }) =>
  [['request', requestBody] as const, ...Object.entries(responses)].flatMap(([of, body]) => {
    const media = body?.content?.['application/json'];
    return media?.schema === undefined
      ? []
      : [{ name: `${name} ${of}`, schema: media.schema, example: media.example }];
  }),
);

describe('the OpenAPI document', () => {
  test('names every operation once, for generated clients', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => id === undefined || !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says what every operation does', () => {
    expect(operations.filter(({ operation }) => !operation.summary).map(({ name }) => name)).toEqual([]);
  });

  test('shows an example of every body', () => {
    expect(bodies.filter(({ example }) => example === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('shows real values in its examples', () => {
    const empty = bodies.filter(({ example }) => JSON.stringify(example).includes(`"${PLACEHOLDER}"`));
    expect(empty.map(({ name }) => name)).toEqual([]);
  });

  test('shows examples that its own schemas accept', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
    const wrong = bodies.flatMap(({ name, schema, example }) => {
      const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
      const validate = ajv.compile(JSON.parse(text) as object);
      return validate(example) ? [] : [`${name}: ${ajv.errorsText(validate.errors)}`];
    });
    expect(wrong).toEqual([]);
  });
});
