import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import pg from 'pg';

const { TIMESTAMPTZ, INT8 } = pg.types.builtins;
// `text[]` has no name among the driver's own types.
const TEXT_ARRAY = 1009;

/**
 * How columns become values: MikroORM's own parsers, but times as ISO 8601 UTC text, so that a row read by a
 * projection is already what the API shows, and counts (`bigint`) as numbers.
 */
export function columnParsers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  const textArray = types.getTypeParser(TEXT_ARRAY) as unknown as (value: string) => string[];
  for (const [oid, parser] of Object.entries(createPostgreSqlTypeParsers(textArray))) {
    types.setTypeParser(Number(oid), parser);
  }
  types.setTypeParser(TIMESTAMPTZ, (value: string) => new Date(value).toISOString());
  types.setTypeParser(INT8, Number);
  return types;
}

/** A value for a `jsonb` column. The driver would write an array as a PostgreSQL array; text is always JSON. */
export function json<T>(value: T): T {
  return JSON.stringify(value) as unknown as T;
}
