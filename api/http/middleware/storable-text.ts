import { createMiddleware } from 'hono/factory';
import type { FieldFault } from '../../../src/domain/fault.ts';
import { ProblemError } from '../problem.ts';

// PostgreSQL holds neither NUL nor half a character, and in JSON both can only come escaped.
const SUSPECT = /\\u(?:0000|d[89a-f])/i;
const STORABLE = 'must be well-formed text without NUL';

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function faultsOf(value: unknown, path: string[]): FieldFault[] {
  if (typeof value === 'string')
    return isStorable(value) ? [] : [{ path: path.join('.'), message: STORABLE }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(isStorable(key) ? [] : [{ path: [...path, key].join('.'), message: 'is not a known key' }]),
    ...faultsOf(inner, [...path, key]),
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever reads it says so.
    return null;
  }
}

/** Refuses a body with text that the database cannot hold, by the fields that it is in; a register's rows are told by row. */
export const storableText = createMiddleware(async (c, next) => {
  if (c.req.path.endsWith('/vendors/import')) return next();
  const text = await c.req.text();
  const errors = SUSPECT.test(text) ? faultsOf(parsed(text), []) : [];
  if (errors.length > 0) throw new ProblemError('validation', { detail: 'Some fields are wrong.', errors });
  return next();
});
