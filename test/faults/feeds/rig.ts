import { join } from 'node:path';
import { startDemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import type { DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import type { FetchedRecord, NormalizeResult } from '../../../src/domain/incidents/normalized-incident.ts';
import { createCveOrgClient } from '../../../src/feeds/sources/cve-org/client.ts';
import { createEpssClient } from '../../../src/feeds/sources/epss/client.ts';
import { FeedError } from '../../../src/feeds/http/feed-error.ts';
import type { FeedClientOptions } from '../../../src/feeds/definition/feed-clients.ts';
import { createHibpClient } from '../../../src/feeds/sources/hibp/client.ts';
import { createKevClient } from '../../../src/feeds/sources/kev/client.ts';
import { createNvdClient } from '../../../src/feeds/sources/nvd/client.ts';

export const demoRecords = join(import.meta.dirname, '../../../demo/records');

export const startFeeds = (mode: 'shift' | 'as-is' = 'shift'): Promise<DemoFeeds> =>
  startDemoFeeds({ recordsDir: demoRecords, mode, port: 0 });

type Options = Omit<FeedClientOptions, 'baseUrl'>;

/** A client of each feed over the demo server, as the product builds them. */
export function clientsOf(feeds: DemoFeeds, options: Options = {}) {
  const at = (path: string) => ({ ...options, baseUrl: `${feeds.address}${path}` });
  return {
    nvd: createNvdClient(at('/nvd')),
    cveOrg: createCveOrgClient({ ...at('/cve-org'), deltaUrl: `${feeds.address}/cve-org/deltaLog.json` }),
    hibp: createHibpClient(at('/hibp')),
    kev: createKevClient(at('/kev.json')),
    epss: createEpssClient(at('/epss')),
  };
}

/** What the records say, read. */
export const readAll = (records: readonly FetchedRecord[]): NormalizeResult[] =>
  records.map((record) => record.read());

/** What one record says; null where the service has none. */
export const readOne = async (record: Promise<FetchedRecord | null>): Promise<NormalizeResult | null> =>
  (await record)?.read() ?? null;

/** The FeedError that a call ends in, or a failure that says how it ended. */
export async function failureOf(call: Promise<unknown>): Promise<FeedError> {
  const end = await call.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  if (end instanceof FeedError) return end;
  throw new Error(`No FeedError: ${String(end)}`);
}
