/**
 * Why a call to a feed failed. `bad_key`, `bad_request`, `forbidden`, `not_found` and `refused` (an address that Vigil
 * does not go to) stay so; the rest may pass.
 */
export type FeedErrorCode =
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'malformed'
  | 'too_large'
  | 'bad_key'
  | 'bad_request'
  | 'forbidden'
  | 'not_found'
  | 'refused';

const RETRYABLE: ReadonlySet<FeedErrorCode> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'malformed',
]);

/** A failed call to a feed. `retryAfterSeconds` is what the service asked for; the message never holds a key. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly code: FeedErrorCode;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: FeedErrorCode,
    message: string,
    detail: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.code = code;
    this.retryable = RETRYABLE.has(code);
    this.status = detail.status;
    this.retryAfterSeconds = detail.retryAfterSeconds;
  }
}

/** True for a FeedError, also one that crossed a module realm. */
export function isFeedError(error: unknown): error is FeedError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'FeedError';
}
