import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { isFeedError } from '../../src/feeds/http/feed-error.ts';
import { FinalError } from '../../src/services/response/record/final-error.ts';

/** The longest pause that a service may ask for, in seconds. */
const LONGEST_RETRY_AFTER = 15 * 60;

/** SQLSTATEs of values that cannot be stored: no retry mends them. */
const UNSTORABLE = /^22/;
/** SQLSTATEs of rows that are refused: a missing value, a check, a privilege. A race over a key may pass. */
const REFUSED = /^(23502|23514|42501)/;
/** A refused step that waits is told of in the log at its first try, and then at each of so many. */
const TOLD_EVERY = 20;

function sqlState(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return cause === undefined ? undefined : sqlState(cause);
}

/**
 * The one place where errors get their kind. `type` is a stable code; what a retry cannot mend is final; a pause
 * that a service asked for is kept. Everything else is thrown on and retried by the activity's policy.
 */
export function toFailure(error: unknown, isFinal: (state: string) => boolean = refusalIsFinal): unknown {
  if (isFeedError(error)) {
    const { code, message, retryable, retryAfterSeconds } = error;
    return ApplicationFailure.create({
      type: `feed.${code}`,
      message,
      nonRetryable: !retryable,
      ...(retryAfterSeconds === undefined
        ? {}
        : { nextRetryDelay: Math.min(retryAfterSeconds, LONGEST_RETRY_AFTER) * 1000 }),
    });
  }
  if (error instanceof FinalError) return ApplicationFailure.nonRetryable(error.message, error.code);
  const state = sqlState(error);
  if (state !== undefined && isFinal(state)) {
    return ApplicationFailure.create({
      type: `database.${state}`,
      message: `PostgreSQL refused (${state})`,
      nonRetryable: true,
      ...(error instanceof Error && { cause: error }),
    });
  }
  return error;
}

const refusalIsFinal = (state: string): boolean => UNSTORABLE.test(state) || REFUSED.test(state);
const valueIsFinal = (state: string): boolean => UNSTORABLE.test(state);

type Activity = (...args: never[]) => Promise<unknown>;

/** Each activity with what becomes of its errors. */
function wrap<T extends Record<string, Activity>>(
  activities: T,
  failureOf: (error: unknown, name: string) => unknown,
): T {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...args: never[]) => {
      try {
        return await activity(...args);
      } catch (error) {
        throw failureOf(error, name);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

/** The same activities, whose errors have their kind. */
export const withErrorKinds = <T extends Record<string, Activity>>(activities: T): T =>
  wrap(activities, (error) => toFailure(error));

/**
 * The same for steps whose failure would end a case: where PostgreSQL refuses a row (a privilege was taken away, a check
 * does not hold), somebody has to mend the installation, and the step waits for that. The log says so, as an error.
 */
export const withPatience = <T extends Record<string, Activity>>(activities: T, logger: Logger): T =>
  wrap(activities, (error, activity) => {
    const state = sqlState(error);
    const { attempt, workflowExecution } = Context.current().info;
    if (state !== undefined && REFUSED.test(state) && attempt % TOLD_EVERY === 1) {
      const { workflowId } = workflowExecution ?? {};
      logger.error(
        { err: error, activity, attempt, workflow_id: workflowId, sqlstate: state },
        'PostgreSQL refuses a step of a response, which is tried again until it is mended',
      );
    }
    return toFailure(error, valueIsFinal);
  });
