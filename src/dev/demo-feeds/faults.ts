import type { Reply } from './reply.ts';

export type FaultKind =
  | 'rate_limited'
  | 'forbidden_html'
  | 'unavailable'
  | 'slow'
  | 'reset'
  | 'truncated'
  | 'malformed_record'
  | 'huge_description'
  | 'html_page';

/** One way in which a service misbehaves, for requests whose path begins with `path`. */
export interface Fault {
  path: string;
  kind: FaultKind;
  /** How many requests it hits; without it, all until the faults are set anew. */
  times?: number;
  /** `Retry-After` of `rate_limited` and `unavailable`: seconds or an HTTP date. */
  retryAfter?: string;
  /** Delay of `slow` in milliseconds. */
  ms?: number;
}

const HUGE = 10_000_000;
const HTML =
  '<!DOCTYPE html><html><head><title>Request blocked</title></head><body>Request blocked.</body></html>';

const html = (status: number, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: HTML,
});

/** The first record of any of the services' answers. */
function firstRecord(body: unknown): Record<string, unknown> | undefined {
  const list = Array.isArray(body)
    ? (body as unknown[])
    : (body as { vulnerabilities?: unknown[] }).vulnerabilities;
  const first = (list === undefined ? body : list[0]) as Record<string, unknown> | undefined;
  return (first?.['cve'] as Record<string, unknown> | undefined) ?? first;
}

function changeFirst(reply: Reply, change: (record: Record<string, unknown>) => void): Reply {
  if (reply.body === '') return reply;
  const body = JSON.parse(reply.body) as unknown;
  const record = firstRecord(body);
  if (record !== undefined) change(record);
  return { ...reply, body: JSON.stringify(body) };
}

/** Breaks the date that each source's record must have, and leaves its name. */
function malform(record: Record<string, unknown>): void {
  for (const field of ['lastModified', 'dateAdded', 'AddedDate', 'containers']) {
    if (field in record) record[field] = 42;
  }
}

function inflate(record: Record<string, unknown>): void {
  const text = 'A very long description. '.repeat(HUGE / 25);
  const cna = (record['containers'] as { cna?: Record<string, unknown> } | undefined)?.cna ?? record;
  if ('descriptions' in cna) cna['descriptions'] = [{ lang: 'en', value: text }];
  for (const field of ['Description', 'shortDescription']) if (field in record) record[field] = text;
}

/** The answer that a fault makes of a good one. `slow` and `reset` are left to the connection. */
export function applyFault(fault: Fault, reply: Reply): Reply {
  const wait: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
  switch (fault.kind) {
    case 'rate_limited':
      return {
        status: 429,
        headers: { 'content-type': 'application/json', ...wait },
        body: '{"statusCode":429}',
      };
    case 'forbidden_html':
      return html(403, wait);
    case 'unavailable':
      return html(503, wait);
    case 'html_page':
      return html(200);
    case 'truncated':
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    case 'malformed_record':
      return changeFirst(reply, malform);
    case 'huge_description':
      return changeFirst(reply, inflate);
    case 'slow':
    case 'reset':
      return reply;
  }
}

/** The faults in force; `take` gives the one that hits a path and counts it down. */
export function createFaultSwitch(initial: readonly Fault[] = []): {
  set: (faults: readonly Fault[]) => void;
  take: (path: string) => Fault | undefined;
} {
  let faults = initial.map((fault) => ({ ...fault }));
  return {
    set: (next) => {
      faults = next.map((fault) => ({ ...fault }));
    },
    take: (path) => {
      const fault = faults.find((candidate) => path.startsWith(candidate.path) && candidate.times !== 0);
      if (fault?.times !== undefined) fault.times -= 1;
      return fault;
    },
  };
}
