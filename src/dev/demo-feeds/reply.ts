import { createHash } from 'node:crypto';

/** What one service answers, before any fault is put on. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What the services read of a request. */
export interface DemoRequest {
  /** Below the service's own path, without a leading slash. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** An answer without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: '' };
}

/** The answer with its validators, or 304 when the client has it already. */
export function conditional(request: DemoRequest, reply: Reply, lastModified?: string): Reply {
  const etag = `"${createHash('sha256').update(reply.body).digest('hex').slice(0, 32)}"`;
  const headers = {
    ...reply.headers,
    etag,
    ...(lastModified === undefined ? {} : { 'last-modified': new Date(lastModified).toUTCString() }),
  };
  const known = request.headers['if-none-match'];
  return known === etag ? { status: 304, headers, body: '' } : { ...reply, headers };
}
