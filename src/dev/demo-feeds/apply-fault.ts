import { applyFaultToText } from './apply-fault-text.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';

const HUGE = 10_000_000;
const DEFAULT_HUGE_MB = 50;
const DEFAULT_SKEW_HOURS = 5;
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
    : ((body as { vulnerabilities?: unknown[] }).vulnerabilities ?? (body as { data?: unknown[] }).data);
  const first = (list === undefined ? body : list[0]) as Record<string, unknown> | undefined;
  // Of a CSAF document, itself; of a ROLIE feed, its entries.
  const { document, feed } = body as { document?: object; feed?: { entry: Record<string, unknown>[] } };
  if (document !== undefined) return body as Record<string, unknown>;
  if (feed !== undefined) return feed.entry[0];
  // Of NVD's items, what they hold; EPSS has a name there.
  const held = first?.['cve'];
  return typeof held === 'object' ? (held as Record<string, unknown>) : first;
}

/** An answer that is not the true one does not carry the true one's validators. */
function withoutEtag({ headers }: Reply): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'etag' && name !== 'last-modified'),
  );
}

function changeFirst(reply: Reply, change: (record: Record<string, unknown>) => void): Reply {
  if (reply.body === '') return reply;
  const body = JSON.parse(reply.body) as unknown;
  const record = firstRecord(body);
  if (record !== undefined) change(record);
  return { ...reply, headers: withoutEtag(reply), body: JSON.stringify(body) };
}

/** Breaks what each source's record must have, and leaves its name. */
function malform(record: Record<string, unknown>): void {
  // Of feeds like a company's own.
  for (const field of ['headline', 'summary', 'content', 'link', 'document']) {
    if (field in record) record[field] = null;
  }
  for (const field of ['lastModified', 'dateAdded', 'AddedDate', 'containers', 'epss', 'dateUpdated']) {
    if (field in record) record[field] = 42;
  }
  // Of the log of changes, a line each.
  for (const field of ['new', 'updated']) {
    const [line] = (Array.isArray(record[field]) ? record[field] : []) as Record<string, unknown>[];
    if (line !== undefined) malform(line);
  }
}

function inflate(record: Record<string, unknown>): void {
  const text = 'A very long description. '.repeat(HUGE / 25);
  const cna = (record['containers'] as { cna?: Record<string, unknown> } | undefined)?.cna ?? record;
  if ('descriptions' in cna) cna['descriptions'] = [{ lang: 'en', value: text }];
  for (const field of ['Description', 'shortDescription', 'summary'])
    if (field in record) record[field] = text;
}

/** A whole answer of the service's own shape with nothing in it. */
function emptied(reply: Reply): Reply {
  if (reply.body === '') return reply;
  const body = JSON.parse(reply.body) as Record<string, unknown>;
  if (Array.isArray(body)) return { ...reply, headers: withoutEtag(reply), body: '[]' };
  for (const list of ['vulnerabilities', 'data']) if (list in body) body[list] = [];
  for (const count of ['totalResults', 'resultsPerPage', 'total', 'count'])
    if (count in body) body[count] = 0;
  const { feed } = body as { feed?: { entry: unknown[] } };
  if (feed !== undefined) feed.entry = [];
  if ('cveMetadata' in body || 'document' in body) return { ...reply, body: '{}' };
  return { ...reply, headers: withoutEtag(reply), body: JSON.stringify(body) };
}

/** The same JSON, so many megabytes longer. */
function padded(reply: Reply, mb: number): Reply {
  const padding = ' '.repeat(mb * 1_000_000);
  return { ...reply, body: `${reply.body.slice(0, 1)}${padding}${reply.body.slice(1)}` };
}

function moved(text: unknown, ms: number): unknown {
  if (typeof text !== 'string') return text;
  const zoned = text.endsWith('Z');
  const time = new Date(Date.parse(zoned ? text : `${text}Z`) + ms).toISOString();
  return zoned ? time : time.replace('Z', '');
}

/** What the service dates by its own clock, so much later; the dates of records are theirs. */
function skewed(reply: Reply, ms: number): Reply {
  const headers = { ...withoutEtag(reply), date: new Date(Date.now() + ms).toUTCString() };
  if (reply.body === '') return { ...reply, headers };
  const body = JSON.parse(reply.body) as unknown;
  for (const entry of (Array.isArray(body) ? body : [body]) as Record<string, unknown>[]) {
    for (const field of ['timestamp', 'dateReleased', 'fetchTime'])
      if (field in entry) entry[field] = moved(entry[field], ms);
  }
  return { ...reply, headers, body: JSON.stringify(body) };
}

/** The answer that a fault makes of a good one; what concerns the connection or the records is done by the server. */
export function applyFault(fault: Fault, reply: Reply): Reply {
  const changed = applyFaultToText(fault, reply, fault.mb ?? DEFAULT_HUGE_MB);
  if (changed !== undefined) return changed;
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
    case 'empty_body':
      return { ...reply, body: '' };
    case 'empty_list':
      return emptied(reply);
    case 'wrong_type':
      return { ...reply, headers: { ...reply.headers, 'content-type': 'text/html; charset=utf-8' } };
    case 'huge_body':
      return padded(reply, fault.mb ?? DEFAULT_HUGE_MB);
    case 'clock_skew':
      return skewed(reply, (fault.hours ?? DEFAULT_SKEW_HOURS) * 3_600_000);
    case 'malformed_record':
      return changeFirst(reply, malform);
    case 'huge_description':
      return changeFirst(reply, inflate);
    case 'slow':
    case 'trickle':
    case 'reset':
    case 'duplicate_page':
    case 'record_leaves':
    case 'record_enters':
    case 'record_swaps':
      return reply;
  }
}
