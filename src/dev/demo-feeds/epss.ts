import type { DemoRecords } from './records.ts';
import { json } from './reply.ts';
import type { DemoRequest, Reply } from './reply.ts';

const LONGEST_PARAMETER = 2_000;
const DEFAULT_LIMIT = 100;

/** FIRST's EPSS API: numbers are strings, a hundred rows unless asked for more, unknown CVEs are left out. */
export function answerEpss({ query }: DemoRequest, epss: DemoRecords['epss']): Reply {
  const wanted = query.get('cve');
  if (wanted !== null && wanted.length > LONGEST_PARAMETER) {
    return json({ status: 'ERROR', 'status-code': 422, message: 'Parameter cve is too long' }, 422);
  }
  const ids = wanted === null ? [...epss.scores.keys()] : wanted.split(',').map((id) => id.trim());
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const rows = [...new Set(ids)].flatMap((cve) => {
    const score = epss.scores.get(cve);
    return score === undefined ? [] : [{ cve, ...score, date: epss.date }];
  });
  return json({
    status: 'OK',
    'status-code': 200,
    version: '1.0',
    access: 'public',
    total: rows.length,
    offset,
    limit,
    data: rows.slice(offset, offset + limit),
  });
}
