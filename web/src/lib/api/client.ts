import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, type Problem } from './problem.ts';
import type { paths } from './schema.d.ts';

export const API = '/api/v1';

/** A fresh idempotency key; also where the page came without TLS and `randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { title: `The server answered ${response.status}.` };
  }
}

/** Gives every POST an Idempotency-Key, and makes whatever is not a success an ApiError. */
const rules: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'POST' || request.headers.has('Idempotency-Key')) return undefined;
    request.headers.set('Idempotency-Key', newKey());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return;
    const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
    throw new ApiError(response.status, await problemOf(response), Number.isFinite(wait) ? wait : null);
  },
  onError({ error, request }) {
    if (request.signal.aborted) return undefined;
    return error instanceof ApiError
      ? error
      : new ApiError(0, { title: 'The server could not be reached. Check your connection and try again.' });
  },
};

/** A query without what says nothing: an empty filter is no filter. */
function serializeQuery(query: Record<string, unknown>): string {
  const said = Object.entries(query).filter(([, value]) => !['', null, undefined].includes(value as string));
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

/**
 * The API with the session cookie, bound to the paths, parameters and bodies of its OpenAPI document. Every method
 * rejects with `ApiError` for anything but success.
 */
export const api = createClient<paths>({
  baseUrl: API,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  querySerializer: serializeQuery,
  // Looked up at each request, so that a test or a service worker may take its place.
  fetch: (request) => fetch(request),
});
api.use(rules);

interface Answer<Data> {
  data?: Data;
  response: Response;
}

/** The body of a successful answer. */
export async function dataOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  // A failure has been thrown, so the body is there, or the answer has none.
  return (await answer).data as Data;
}
