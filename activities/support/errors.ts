import { ApplicationFailure } from '@temporalio/common';
import { isFeedError } from '../../src/feeds/http/feed-error.ts';
import { FinalError } from '../../src/services/response/record/final-error.ts';

/** The longest pause that a service may ask for, in seconds. */
const LONGEST_RETRY_AFTER = 15 * 60;

/** SQLSTATEs of data that does not fit or is not one's own, which no retry mends; a race over a key may pass. */
const FINAL_SQL = /^(22|23502|23514|42501)/;

function sqlState(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return cause === undefined ? undefined : sqlState(cause);
}

/**
 * The one place where errors get their kind. `type` is a stable code; what a retry cannot mend is final; a pause
 * that a service asked for is kept. Everything else is thrown on and retried by the activity's policy.
 */
export function toFailure(error: unknown): unknown {
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
  if (state !== undefined && FINAL_SQL.test(state)) {
    return ApplicationFailure.create({
      type: `database.${state}`,
      message: `PostgreSQL refused (${state})`,
      nonRetryable: true,
      ...(error instanceof Error && { cause: error }),
    });
  }
  return error;
}

type Activity = (...args: never[]) => Promise<unknown>;

/** The same activities, whose errors have their kind. */
export function withErrorKinds<T extends Record<string, Activity>>(activities: T): T {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...args: never[]) => {
      try {
        return await activity(...args);
      } catch (error) {
        throw toFailure(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
