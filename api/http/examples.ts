/** Examples for the OpenAPI document, made from the schemas so that each is complete and fits. */
import type { Json } from '../../src/domain/incidents/normalized-incident.ts';
import { SAMPLES } from './samples.ts';

/** The part of a JSON schema that an example is made from. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: Json[];
  const?: Json;
  example?: Json;
  default?: Json;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Media {
  schema?: Schema;
  example?: Json;
}
interface Content {
  content?: Record<string, Media>;
}
interface Operation {
  requestBody?: Content;
  responses?: Record<string, Content>;
}
interface Document {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Deeper than any body of the API; ends a schema that contains itself. */
const DEEPEST = 8;

/** Where no sample fits; a test says which property wants one. */
export const PLACEHOLDER = '…';

const FORMATS: Record<string, Json> = {
  uuid: '01981b7e-5f0a-7c3d-9b1e-2f4a6c8d0e12',
  'date-time': '2026-05-04T09:30:00.000Z',
  date: '2026-05-04',
  uri: 'https://www.example.com/advisories/2026-05',
  email: 'ada@example.com',
};

/** Adds an example to every JSON body of the document; one that a schema brings itself is kept. */
export function addExamples(document: object): void {
  const { paths = {}, components = {} } = document as Document;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const { requestBody, responses = {} } of operations) {
    for (const body of [requestBody, ...Object.values(responses)]) {
      const media = body?.content?.['application/json'];
      if (media?.schema !== undefined) media.example ??= exampleOf(media.schema, components.schemas ?? {});
    }
  }
}

/** A value that fits the schema. `schemas` are the components that it may refer to. */
export function exampleOf(schema: Schema, schemas: Record<string, Schema>): Json {
  return valueOf(schema, { schemas, component: '', property: '', parent: '', depth: 0 });
}

interface Place {
  schemas: Record<string, Schema>;
  /** The named schema that the value belongs to, and the property that it is of. */
  component: string;
  property: string;
  /** The property of the object around it. */
  parent: string;
  depth: number;
}

function valueOf(schema: Schema, place: Place): Json {
  const { component, parent, property, schemas } = place;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return valueOf(schemas[name] ?? {}, { ...place, component: name });
  }
  const sample = SAMPLES[`${component}.${property}`] ?? SAMPLES[`${parent}.${property}`] ?? SAMPLES[property];
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined)
    return schema.enum.find((one) => one === sample) ?? schema.enum.find((one) => one !== null) ?? null;
  if (schema.allOf !== undefined) return mergedOf(schema.allOf, place);
  const choice = (schema.anyOf ?? schema.oneOf)?.find((one) => one.type !== 'null');
  if (choice !== undefined) return valueOf(choice, place);
  return ofType(schema, place, sample);
}

function ofType(schema: Schema, place: Place, sample: Json | undefined): Json {
  const types = [schema.type ?? []].flat();
  if (types.includes('object') || schema.properties !== undefined) return objectOf(schema, place);
  if (types.includes('array')) return Array.isArray(sample) ? sample : listOf(schema, place);
  if (sample !== undefined && fits(sample, types) && schema.format !== 'uuid') return sample;
  if (types.includes('string')) return FORMATS[schema.format ?? ''] ?? PLACEHOLDER;
  if (types.includes('boolean')) return schema.default ?? false;
  if (types.includes('number') || types.includes('integer')) return schema.default ?? schema.minimum ?? 1;
  return null;
}

const fits = (sample: Json, types: string[]): boolean =>
  types.some((type) =>
    type === 'null' ? sample === null : typeof sample === type.replace('integer', 'number'),
  );

function listOf({ items }: Schema, place: Place): Json[] {
  return items === undefined || place.depth >= DEEPEST
    ? []
    : [valueOf(items, { ...place, depth: place.depth + 1 })];
}

function objectOf({ properties = {} }: Schema, place: Place): Json {
  if (place.depth >= DEEPEST) return {};
  const entries = Object.entries(properties).map(([property, schema]): [string, Json] => [
    property,
    valueOf(schema, { ...place, property, parent: place.property, depth: place.depth + 1 }),
  ]);
  return Object.fromEntries(entries);
}

function mergedOf(parts: Schema[], place: Place): Json {
  const values = parts.map((part) => valueOf(part, place)).filter((value) => value !== null);
  return values.every((value) => typeof value === 'object' && !Array.isArray(value))
    ? Object.fromEntries(values.flatMap((value) => Object.entries(value as Record<string, Json>)))
    : (values[0] ?? null);
}
