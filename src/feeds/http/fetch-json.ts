import { cut } from '../../domain/text/cut.ts';
import { fetch } from 'undici';
import type { Response } from 'undici';
import type { FeedClientOptions, Validators } from '../definition/feed-clients.ts';
import { FeedError } from './feed-error.ts';
import type { FeedErrorCode } from './feed-error.ts';
import { parseRetryAfter } from './retry-after.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const ERROR_BODY_BYTES = 2_000;

/** One GET of a feed. */
export interface FeedRequest {
  /** Who is asked, for messages. */
  service: string;
  url: URL;
  /** Header that carries the API key. */
  keyHeader?: string;
  validators?: Validators | undefined;
  /** A service's own reading of a refusal; undefined leaves the general one. */
  refusal?: (status: number, headers: Response['headers'], body: string) => FeedErrorCode | undefined;
}

/** A parsed JSON body, or the answer that nothing changed. */
export type FeedAnswer =
  | { notModified: true; validators: Validators }
  | { notModified: false; validators: Validators; json: unknown };

/** What a refusal means to a feed. */
export function codeOfStatus(status: number, headers: Response['headers'], body: string): FeedErrorCode {
  if (status === 429 || status === 408 || status === 425) return 'rate_limited';
  if (status === 401) return 'bad_key';
  // Firewalls in front of these services throttle with 403 and a page of HTML; a real "no" speaks the API's language.
  if (status === 403) return headers.has('retry-after') || /^\s*</.test(body) ? 'rate_limited' : 'forbidden';
  if (status === 404 || status === 410) return 'not_found';
  if (status >= 500) return 'unavailable';
  return 'bad_request';
}

/** Reads at most `limit` bytes, after decompression; undefined when there are more. */
export async function readBounded(response: Response, limit: number): Promise<Buffer | undefined> {
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the connection.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function refuse(request: FeedRequest, response: Response): Promise<never> {
  const { status, headers } = response;
  // A long page of HTML only says that it is one; a body that breaks off says no less.
  const body = await readBounded(response, ERROR_BODY_BYTES).then(
    (bytes) => bytes?.toString('utf8') ?? '<',
    () => '',
  );
  const code = request.refusal?.(status, headers, body) ?? codeOfStatus(status, headers, body);
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), Date.now());
  const said = cut(headers.get('message') ?? '', 200);
  throw new FeedError(code, `${request.service} answered ${status}${said === '' ? '' : `: ${said}`}`, {
    status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function parseJson(service: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (cause) {
    const html = /^\s*</.test(bytes.subarray(0, 100).toString('utf8'));
    const what = html ? 'a page of HTML' : `${bytes.length} bytes that are not whole JSON`;
    throw new FeedError('malformed', `${service} answered with ${what}`, { cause });
  }
}

/** The codes of undici and Node by what they mean to a feed. */
export function codeOfFailure(error: unknown): FeedErrorCode {
  const { name, code, cause } = (error ?? {}) as { name?: string; code?: string; cause?: unknown };
  if (name === 'TimeoutError' || (typeof code === 'string' && code.includes('TIMEOUT'))) return 'timeout';
  return cause === undefined ? 'unavailable' : codeOfFailure(cause);
}

function headersOf(request: FeedRequest, options: FeedClientOptions): Record<string, string> {
  const { etag, lastModified } = request.validators ?? {};
  return {
    accept: 'application/json',
    'user-agent': options.userAgent ?? 'Vigil/0.1',
    ...(request.keyHeader !== undefined && options.apiKey ? { [request.keyHeader]: options.apiKey } : {}),
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

async function exchange(
  request: FeedRequest,
  options: FeedClientOptions,
  signal: AbortSignal,
): Promise<FeedAnswer> {
  const { service, url } = request;
  const response = await (options.fetch ?? fetch)(url, {
    headers: headersOf(request, options),
    // A redirect would carry the key's header to wherever it points.
    redirect: options.apiKey ? 'error' : 'follow',
    signal,
  });
  const etag = response.headers.get('etag');
  const lastModified = response.headers.get('last-modified');
  const validators = {
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { lastModified }),
  };
  if (response.status === 304)
    return { notModified: true, validators: { ...request.validators, ...validators } };
  if (!response.ok) return refuse(request, response);
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const bytes = await readBounded(response, limit);
  if (bytes === undefined)
    throw new FeedError('too_large', `${service} answered with more than ${limit} bytes`);
  return { notModified: false, validators, json: parseJson(service, bytes) };
}

/**
 * One GET with a limit of time and bytes. Throws FeedError, or the caller's own reason when its signal is aborted.
 * Never retries: what may be tried again is marked `retryable`.
 */
export async function getJson(request: FeedRequest, options: FeedClientOptions): Promise<FeedAnswer> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    return await exchange(request, options, signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof FeedError) throw error;
    const code = timeout.aborted ? 'timeout' : codeOfFailure(error);
    const text = code === 'timeout' ? `gave no whole answer within ${timeoutMs} ms` : 'could not be reached';
    throw new FeedError(code, `${request.service} ${text}`, { cause: error });
  }
}

/** As `getJson`, for requests that are not conditional. */
export async function getJsonBody(request: FeedRequest, options: FeedClientOptions): Promise<unknown> {
  const answer = await getJson(request, options);
  if (answer.notModified)
    throw new FeedError('malformed', `${request.service} answered 304 to a plain request`);
  return answer.json;
}

/** `undefined` where the service knows no such thing; every other failure is thrown on. */
export async function unlessNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof FeedError && error.code === 'not_found') return undefined;
    throw error;
  }
}
