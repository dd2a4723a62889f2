import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';

const ITEM = /<(item|entry)>[\s\S]*?<\/\1>/g;
const WORDS = /<(title|description|summary)([^>]*)>[\s\S]*?<\/\1>/g;
const HUGE = 10_000_000;

const isJson = ({ headers }: Reply): boolean => (headers['content-type'] ?? '').includes('json');
const isXml = ({ headers }: Reply): boolean => (headers['content-type'] ?? '').includes('xml');

const firstItem = (body: string, change: (item: string) => string): string => {
  let first = true;
  return body.replace(ITEM, (item) => {
    const changed = first ? change(item) : item;
    first = false;
    return changed;
  });
};

function bodyOf(fault: Fault, reply: Reply, mb: number): string | undefined {
  const { body } = reply;
  const xml = isXml(reply);
  switch (fault.kind) {
    case 'empty_list':
      return xml ? body.replace(ITEM, '') : '';
    case 'malformed_record':
      return xml
        ? firstItem(body, (item) => item.replace(WORDS, '<$1/>'))
        : body.replace(/","[^"]*"/, '","not a date"');
    case 'huge_description':
      return xml ? firstItem(body, (item) => item.replace(WORDS, `<$1$2>${'x'.repeat(HUGE)}</$1>`)) : body;
    case 'huge_body':
      return body + (xml ? `<!--${' '.repeat(mb * 1_000_000)}-->` : '\n'.repeat(mb * 1_000_000));
    case 'clock_skew':
      return body;
    default:
      return undefined;
  }
}

/** What a fault makes of markup or CSV; undefined for JSON, and where the fault is the same for every format. */
export function applyFaultToText(fault: Fault, reply: Reply, mb: number): Reply | undefined {
  if (isJson(reply) || reply.body === '') return undefined;
  const body = bodyOf(fault, reply, mb);
  if (body === undefined) return undefined;
  // An answer that is not the true one does not carry its validators.
  const { etag: _etag, 'last-modified': _time, ...headers } = reply.headers;
  return { ...reply, headers, body };
}
