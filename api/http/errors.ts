import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { TenantBusy } from '../../src/db/tenant-share.ts';
import { Fault } from '../../src/domain/fault.ts';
import { OutOfTime } from '../../src/services/insight/time-budget.ts';
import { isOutOfReach } from '../../src/temporal/decisions.ts';
import { problem, ProblemError, type ProblemKind } from './problem.ts';

const RETRY_SOON = { 'retry-after': '5' };
const FAULTS: Record<Fault['kind'], ProblemKind> = {
  invalid: 'validation',
  conflict: 'conflict',
  not_found: 'not-found',
};
const BY_STATUS: Record<number, ProblemKind> = {
  400: 'validation',
  401: 'unauthenticated',
  403: 'cross-site',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
};

/** Turns whatever was thrown into a problem. What nobody foresaw is logged and answered without its words. */
export function errorHandler(logger: Logger): ErrorHandler {
  return (error, c) => {
    if (error instanceof ProblemError) return problem(c, error.kind, error.details);
    if (error instanceof Fault) {
      return problem(c, FAULTS[error.kind], {
        detail: error.message,
        ...(error.fields.length > 0 ? { errors: error.fields } : {}),
      });
    }
    if (error instanceof HTTPException) return fromHttpException(c, error);
    if (error instanceof OutOfTime)
      return problem(c, 'unavailable', { detail: error.message, headers: RETRY_SOON });
    if (error instanceof TenantBusy)
      return problem(c, 'too-many-requests', { detail: error.message, headers: { 'retry-after': '1' } });
    const request_id = c.get('requestId') as string | undefined;
    if (isOutOfReach(error)) {
      logger.warn({ err: error, request_id }, 'the engine is out of reach');
      return problem(c, 'unavailable', {
        detail: 'The workflow engine cannot be reached.',
        headers: RETRY_SOON,
      });
    }
    if (isDatabaseAway(error)) {
      logger.warn({ err: error, request_id }, 'the database is out of reach');
      return problem(c, 'unavailable', { detail: 'The database cannot be reached.', headers: RETRY_SOON });
    }
    if (isCanceled(error)) {
      logger.warn({ err: error, request_id }, 'PostgreSQL ended a statement that took too long');
      return problem(c, 'unavailable', { detail: 'This took too long and was ended.', headers: RETRY_SOON });
    }
    if (isRefusedValue(error)) {
      return problem(c, 'validation', { detail: 'A value in the request cannot be stored.' });
    }
    logger.error({ err: error, request_id }, 'request failed');
    return problem(c, 'internal', { detail: 'The error was recorded under this request id.' });
  };
}

function fromHttpException(c: Context, error: HTTPException): Response {
  const kind = BY_STATUS[error.status];
  if (kind === undefined) return problem(c, 'internal');
  // The only client errors thrown by others are a body that cannot be read and a request from another site.
  return problem(
    c,
    kind,
    kind === 'validation' ? { detail: error.message || 'The body cannot be read.' } : {},
  );
}

// Class 08: connection; 57P0x: shut down, starting; 53300: too many connections.
const SQL_STATES = /^(08...|57P0[1-3]|53300)$/;
const SOCKET_ERRORS = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/;

/** True when PostgreSQL ended the statement, or the transaction that waited for the next one. */
const isCanceled = (error: unknown): boolean =>
  statesOf(error).some((state) => /^(57014|25P03)$/.test(state));

/** True when PostgreSQL refused a value as such (class 22), e.g. a NUL in a text or half a character in JSON. */
const isRefusedValue = (error: unknown): boolean => statesOf(error).some((state) => /^22...$/.test(state));

function statesOf(error: unknown): string[] {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return [code, cause?.code].filter((state) => typeof state === 'string');
}

/** True when PostgreSQL is away, starting or full: the same request may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 5; depth += 1) {
    const { code, cause, message, errors } = at as {
      code?: unknown;
      cause?: unknown;
      message?: unknown;
      errors?: unknown[];
    };
    if (typeof code === 'string' && (SQL_STATES.test(code) || SOCKET_ERRORS.test(code))) return true;
    if (
      typeof message === 'string' &&
      /Connection terminated|timeout exceeded when trying to connect/.test(message)
    ) {
      return true;
    }
    at = cause ?? errors?.[0];
  }
  return false;
}
