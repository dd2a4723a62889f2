import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { invalid } from '../domain/fault.ts';

/** Which page of a list; the cursor is what the page before gave. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Rows of a page, and the cursor of the next one. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

type SortType = 'timestamptz' | 'double precision' | 'integer' | 'text';
/** Sort orders by name: the expression, never null, and its type. */
export type Sorts = Record<string, readonly [by: RawBuilder<unknown>, type: SortType]>;

/** A list in SQL. `id` is the tie-breaker of the order; `sort` names one of `sorts`, a leading `-` is descending. */
export interface ListQuery {
  select: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>[];
  id: RawBuilder<unknown>;
  sorts: Sorts;
  sort: string;
  page: PageRequest;
}

/**
 * One page by keyset, which costs the same at any depth. The key travels as PostgreSQL's own text of it, since a
 * time in a row has lost its microseconds. Throws Fault when the cursor is not one of this order.
 */
export async function readPage<Row extends { id: string }>(tx: Tx, query: ListQuery): Promise<Page<Row>> {
  const { limit, cursor } = query.page;
  const descending = query.sort.startsWith('-');
  const chosen = query.sorts[query.sort.replace('-', '')];
  if (chosen === undefined) throw invalid('sort', `must be one of ${Object.keys(query.sorts).join(', ')}`);
  const [by, type] = chosen;
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const where = [...query.where];
  if (cursor !== undefined) {
    const [key, id] = decode(cursor, query.sort, type);
    where.push(
      sql`(${by}, ${query.id}) ${sql.raw(descending ? '<' : '>')} (${key}::${sql.raw(type)}, ${id}::uuid)`,
    );
  }
  const { rows } = await sql<Row & { keyset_key?: string }>`
    select ${query.select}, (${by})::text as keyset_key from ${query.from}
    where ${all(where)} order by ${by} ${direction}, ${query.id} ${direction} limit ${limit + 1}`.execute(
    tx.sql,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last ? encode(query.sort, last.keyset_key ?? '', last.id) : null;
  for (const row of rows) delete row.keyset_key;
  return { rows: rows.slice(0, limit), next };
}

/** Conditions joined by `and`; none is true. */
export function all(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** `expression = any(values)`, or no condition when nothing was asked for. */
export function among(
  expression: RawBuilder<unknown>,
  values: readonly string[] | undefined,
): RawBuilder<unknown>[] {
  return values === undefined ? [] : [sql`${expression} = any(${[...values]}::text[])`];
}

/** `expression = value`, or no condition when nothing was asked for. */
export function equals(expression: RawBuilder<unknown>, value: string | undefined): RawBuilder<unknown>[] {
  return value === undefined ? [] : [sql`${expression} = ${value}`];
}

/** A search text as a pattern for `ilike`; its own wildcards mean themselves. */
export const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

const encode = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

function decode(cursor: string, sort: string, type: SortType): [key: string, id: string] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts) && parts[0] === sort && isText(parts[1]) && isId(parts[2])) {
      if (KEY_TEXT[type].test(parts[1])) return [parts[1], parts[2]];
    }
  } catch {
    // Falls through to the one answer for every cursor that is none.
  }
  throw invalid('cursor', 'must be one that a Link header gave, with the same sort');
}

/** What PostgreSQL's own text of a key looks like; anything else was made up. */
const KEY_TEXT: Record<SortType, RegExp> = {
  timestamptz: /^(-?infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}( BC)?)$/,
  'double precision': /^(NaN|-?Infinity|-?\d{1,20}(\.\d{1,20})?(e[+-]\d{1,3})?)$/,
  integer: /^-?\d{1,9}$/,
  text: /^[^\0]*$/,
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is string =>
  isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
