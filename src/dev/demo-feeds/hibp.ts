import type { Breach } from './records.ts';
import { conditional, empty, json } from './reply.ts';
import type { DemoRequest, Reply } from './reply.ts';

const KEY = /^[0-9a-f]{32}$/i;
const later = (a: Breach, b: Breach): number => (a.AddedDate < b.AddedDate ? 1 : -1);

function needsKey(request: DemoRequest): Reply {
  const key = request.headers['hibp-api-key'];
  if (key === undefined || !KEY.test(String(key))) {
    return json({ statusCode: 401, message: 'Access denied due to invalid hibp-api-key.' }, 401);
  }
  // Domain search works only for domains whose owner has been verified: never for a vendor's.
  return request.path.startsWith('breacheddomain/')
    ? json({ statusCode: 403, message: 'Domain not verified.' }, 403)
    : empty(404);
}

/** Have I Been Pwned v3 over the list of breaches. */
export function answerHibp(request: DemoRequest, breaches: readonly Breach[]): Reply {
  const { path, query, headers } = request;
  if (!headers['user-agent']) return json({ statusCode: 403, message: 'User agent missing.' }, 403);
  if (path === 'breaches') {
    const domain = query.get('domain')?.toLowerCase();
    const found = domain === undefined ? breaches : breaches.filter((b) => b.Domain.toLowerCase() === domain);
    return conditional(request, json(found));
  }
  if (path === 'latestbreach') return json(breaches.toSorted(later)[0] ?? null);
  if (path === 'dataclasses') return json([...new Set(breaches.flatMap((b) => b.DataClasses))].sort());
  if (path.startsWith('breach/')) {
    const name = decodeURIComponent(path.slice('breach/'.length)).toLowerCase();
    const breach = breaches.find((b) => b.Name.toLowerCase() === name);
    return breach === undefined ? empty(404) : json(breach);
  }
  if (path.startsWith('breachedaccount/') || path.startsWith('breacheddomain/')) return needsKey(request);
  return empty(404);
}
