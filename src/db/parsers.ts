import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import pg from 'pg';

const { TIMESTAMPTZ, INT8 } = pg.types.builtins;

/**
 * How columns become values: MikroORM's own parsers, but times as ISO 8601 UTC text, so that a row read by a
 * projection is already what the API shows, and counts (`bigint`) as numbers.
 */
export function columnParsers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  const textArray = pg.types.getTypeParser(1009 as number);
  for (const [oid, parser] of Object.entries(
    createPostgreSqlTypeParsers((value) => textArray(value) as string[]),
  )) {
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
