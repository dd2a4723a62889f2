import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FieldFault } from '../../src/domain/fault.ts';
import type { Problem } from './fields.ts';

/** Every kind of problem: the end of its stable `type`, its status and title. */
const PROBLEMS = {
  validation: [400, 'The request is not valid'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Your role does not allow this'],
  'cross-site': [403, 'The request comes from another site'],
  'not-found': [404, 'Not found'],
  'no-configuration': [404, 'There is no monitoring configuration yet'],
  'method-not-allowed': [405, 'This method is not allowed here'],
  conflict: [409, 'The present state does not allow this'],
  'already-qualified': [409, 'The risk is qualified already'],
  'tracking-closed': [409, 'The tracking is resolved'],
  'request-running': [409, 'A request with this Idempotency-Key is still running'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body has an unsupported media type'],
  'idempotency-mismatch': [422, 'Another request had this Idempotency-Key'],
  'too-many-requests': [429, 'Too many requests'],
  internal: [500, 'Something went wrong here'],
  unavailable: [503, 'Not available right now'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

export type ProblemKind = keyof typeof PROBLEMS;

/** Faults that one answer names: whoever mends these sends it again. */
export const MOST_ERRORS = 20;

export interface ProblemDetails extends Partial<Pick<Problem, 'detail' | 'decided_by' | 'decided_at'>> {
  errors?: FieldFault[];
  headers?: Record<string, string>;
}

/** Ends a request with a problem, from wherever it is found. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;

  constructor(kind: ProblemKind, details: ProblemDetails = {}) {
    super(details.detail ?? PROBLEMS[kind][1]);
    this.kind = kind;
    this.details = details;
  }
}

/** RFC 9457 `application/problem+json`. */
export function problem(c: Context, kind: ProblemKind, details: ProblemDetails = {}): Response {
  const [status, title] = PROBLEMS[kind];
  const { headers, errors, ...rest } = details;
  const requestId: unknown = c.get('requestId');
  const body: Problem = {
    type: `urn:vigil:problem:${kind}`,
    title,
    status,
    ...rest,
    ...(errors === undefined ? {} : { errors: errors.slice(0, MOST_ERRORS) }),
    request_id: typeof requestId === 'string' ? requestId : '',
  };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json', ...headers });
}
