import { OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi';
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
export function faultsOf(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_ERRORS)
      .map((key) => ({ path: [...path, cut(key, LONGEST_KEY)].join('.'), message: 'is not a known key' }));
  }
  return [{ path: path.join('.'), message: issue.message }];
}

/** A group of routes whose faults become problems, and which refuse what their query does not know. */
export function createRouter(): OpenAPIHono<ApiEnv> {
  const router = new OpenAPIHono<ApiEnv>({ defaultHook: onInvalid });
  const openapi = router.openapi.bind(router) as (route: RouteConfig, ...rest: unknown[]) => unknown;
  router.openapi = ((route: RouteConfig, ...rest: unknown[]) =>
    openapi(withStrictQuery(route), ...rest)) as typeof router.openapi;
  return router;
}

/** A misspelt filter would answer with everything, as if it had been heeded. */
function withStrictQuery(route: RouteConfig): RouteConfig {
  const { query = z.object({}) } = route.request ?? {};
  if (!(query instanceof z.ZodObject)) return route;
  // In place, since the route keeps its own way to write its path.
  return Object.assign(route, { request: { ...route.request, query: query.strict() } });
}

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
