import { p } from '@mikro-orm/core';

/** A `timestamptz`, as ISO 8601 text in UTC (the connection's parser makes it so). */
export const moment = () => p.type('timestamptz').$type<string>();

/** A `date`, as YYYY-MM-DD. */
export const day = () => p.type('date').$type<string>();

/** A `bigint` count; every count here is far below 2^53. */
export const count = () => p.type('bigint').$type<number>();

/** The columns that every table has; names are the columns' own (rows are snake_case, as the API's JSON is). */
export const times = {
  created_at: moment().defaultRaw('now()'),
  updated_at: moment().defaultRaw('now()'),
};

/** The columns that every tenant table has. */
export const ofTenant = {
  id: p.uuid().primary(),
  tenant_id: p.uuid(),
  ...times,
};

/** What composite foreign keys refer to: no row can point into another tenant. */
export const TENANT_KEY: { properties: ('tenant_id' | 'id')[] } = { properties: ['tenant_id', 'id'] };

/** Which effect of which response made a row. */
export const ofEffect = {
  tracking_id: p.uuid().nullable(),
  response_no: p.integer().nullable(),
  effect: p.text().nullable(),
};

/** A text column that a check holds to the words of an enumeration. */
export const oneOf = <const T extends string>(allowed: readonly T[]) => p.enum([...allowed]).$type<T>();

/** A text column whose words the application alone holds to an enumeration. */
export const word = <T extends string>() => p.text().$type<T>();

/** A `text[]` column. */
export const words = <T extends string = string>() => p.type('text[]').$type<T[]>();

/** A transaction id (`xid8`), as text. */
export const xid = () => p.type('xid8').$type<string>();
