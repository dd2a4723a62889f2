import { z } from 'zod';
import type { FetchedRecord } from '../../../domain/incidents/normalized-incident.ts';
import type { EpssClient, EpssScore, FeedClientOptions } from '../../definition/feed-clients.ts';
import { FeedError } from '../../http/feed-error.ts';
import { fetchedRecord } from '../../definition/fetched-record.ts';
import { getJsonBody } from '../../http/fetch-json.ts';
import { cveId, day } from '../../normalize/fields.ts';
import { dig, normalizeRecord } from '../../normalize/guard.ts';
import { readEnvelope } from '../../http/read-envelope.ts';

const SERVICE = 'EPSS';
/** EPSS takes no longer `cve` parameter. */
const LONGEST_PARAMETER = 2_000;

const share = z
  .union([z.string().min(1), z.number()])
  .transform(Number)
  .pipe(z.number().min(0).max(1));
const row = z.object({ cve: cveId, epss: share, percentile: share, date: day });
const envelope = z.object({ data: z.array(z.unknown()) });

const nameOf = (raw: unknown): unknown => dig(raw, 'cve');

/** A score that does not parse, which is what its reading says. */
const unreadable = {
  externalId: nameOf,
  normalize: (raw: unknown) =>
    normalizeRecord(raw, row, nameOf, () => {
      throw new Error('not a score');
    }),
};

/** CVE ids in groups that fit one request each, in order, each once. */
export function chunkCveIds(cveIds: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let length = Infinity;
  for (const id of new Set(cveIds)) {
    if (length + 1 + id.length > LONGEST_PARAMETER) {
      chunks.push([]);
      length = -1;
    }
    chunks.at(-1)?.push(id);
    length += 1 + id.length;
  }
  return chunks;
}

/** A client of FIRST's EPSS; `baseUrl` is that of `…/data/v1/epss`. */
export function createEpssClient(options: FeedClientOptions): EpssClient {
  const getChunk = async (
    cveIds: readonly string[],
    onUnreadable?: (record: FetchedRecord) => void,
  ): Promise<EpssScore[]> => {
    const url = new URL(options.baseUrl);
    url.searchParams.set('cve', cveIds.join(','));
    // Without a limit only the first hundred come back.
    url.searchParams.set('limit', String(cveIds.length));
    const { data } = readEnvelope(SERVICE, envelope, await getJsonBody({ service: SERVICE, url }, options));
    const asked = new Set(cveIds);
    return data.flatMap((raw) => {
      const named = nameOf(raw);
      // Something that stands between may answer with what it was asked for before.
      if (typeof named === 'string' && !asked.has(named))
        throw new FeedError('malformed', `EPSS answered with ${named.slice(0, 40)}, which was not asked for`);
      const parsed = row.safeParse(raw);
      if (!parsed.success) {
        onUnreadable?.(fetchedRecord(raw, unreadable));
        return [];
      }
      const { cve, epss, percentile, date } = parsed.data;
      return [{ cveId: cve, epss, percentile, date }];
    });
  };
  return {
    getScores: async (cveIds, onUnreadable) => {
      const scores: EpssScore[] = [];
      for (const chunk of chunkCveIds(cveIds)) scores.push(...(await getChunk(chunk, onUnreadable)));
      return scores;
    },
  };
}
