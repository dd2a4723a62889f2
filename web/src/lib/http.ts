import { ApiError, type Problem } from './problem.ts';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Reply<T> {
  /** 200, 201, 202 or 204. */
  status: number;
  data: T;
  /** Path of the next page, from `Link: rel="next"`. */
  next: string | null;
}

interface Options {
  query?: Query;
  body?: unknown;
  /** A body that is not JSON. */
  text?: { type: string; content: string };
  /** Sent with every POST; the same key again is the same request again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export const API = '/api/v1';

/** `path` with the parts of `query` that say something. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}

/** A fresh idempotency key; also where the page came without TLS and `randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** `Link` names an absolute or a relative address of our own API. */
function nextOf(header: string | null): string | null {
  const target = header?.match(/<([^>]+)>\s*;\s*rel="?next"?/)?.[1];
  if (target === undefined) return null;
  const url = new URL(target, window.location.origin);
  return url.pathname + url.search;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { title: `The server answered ${response.status}.` };
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

/**
 * One request to the API with the session cookie. `path` is below `/api/v1`, or a whole path from `next`.
 * Throws `ApiError` for anything but success.
 */
export async function send<T>(method: string, path: string, options: Options = {}): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.text !== undefined) headers['Content-Type'] = options.text.type;
  const body =
    options.text?.content ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (method === 'POST') headers['Idempotency-Key'] = options.idempotencyKey ?? newKey();
  const address = withQuery(path.startsWith(API) ? path : API + path, options.query);
  const response = await fetch(address, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, { title: 'The server could not be reached. Check your connection and try again.' });
  });
  if (!response.ok) {
    const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
    throw new ApiError(response.status, await problemOf(response), Number.isFinite(wait) ? wait : null);
  }
  return {
    status: response.status,
    data: await read<T>(response),
    next: nextOf(response.headers.get('Link')),
  };
}

/** The body of a GET. */
export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const reply = await send<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) });
  return reply.data;
}
