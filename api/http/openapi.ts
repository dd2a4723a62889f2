import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { LONGEST_KEY } from '../../src/domain/json/wrong-texts.ts';
import { cut } from '../../src/domain/text/cut.ts';
import type { ApiEnv } from './context.ts';
import { MOST_ERRORS, ProblemError } from './problem.ts';
import { Problem } from './fields.ts';

const onInvalid: NonNullable<OpenAPIHono<ApiEnv>['defaultHook']> = (result) => {
  if (result.success) return;
  // An id that cannot exist does not exist.
  if (result.target === 'param') throw new ProblemError('not-found');
  throw new ProblemError('validation', {
    detail: 'Some fields are wrong.',
    errors: result.error.issues.slice(0, MOST_ERRORS).flatMap(faultsOf),
  });
};

/** Names the field; an unknown key is a fault of its own. */
function faultsOf(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_ERRORS)
      .map((key) => ({ path: [...path, cut(key, LONGEST_KEY)].join('.'), message: 'is not a known key' }));
  }
  return [{ path: path.join('.'), message: issue.message }];
}

/** A group of routes whose faults become problems. */
export const createRouter = (): OpenAPIHono<ApiEnv> => new OpenAPIHono<ApiEnv>({ defaultHook: onInvalid });

const DESCRIPTIONS = {
  400: 'A field is wrong',
  401: 'Not signed in',
  403: 'The role does not allow this',
  404: 'There is no such thing in this tenant',
  409: 'The present state does not allow this',
  503: 'The engine or the database is away; try again',
} as const;

interface ProblemResponse {
  description: string;
  content: { 'application/problem+json': { schema: typeof Problem } };
}

/** The problems that a route may answer with, for its description; handlers throw them, so none is in their types. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- no status of these is a handler's to answer
export function problems(...statuses: (keyof typeof DESCRIPTIONS)[]): Record<never, ProblemResponse> {
  const responses = ([400, 401, 403, ...statuses] as const).map((status): [number, ProblemResponse] => [
    status,
    { description: DESCRIPTIONS[status], content: { 'application/problem+json': { schema: Problem } } },
  ]);
  return Object.fromEntries(responses);
}

/** A JSON answer. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A page of a list. */
export const listOf = <T extends z.ZodType>(schema: T, description: string) => ({
  ...answers(schema.array(), description),
  headers: { Link: { description: 'rel="next": the next page', schema: { type: 'string' as const } } },
});

/** A JSON body that must be there. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});
