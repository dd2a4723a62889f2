/** What the tests of what sources' records come to share. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { sql } from 'kysely';
import type { FetchedRecord } from '../../../../src/domain/incidents/normalized-incident.ts';
import { readFeedPage, type FeedDeps } from '../../../../src/services/catalogue/ingest/read-feed.ts';
import { ingestPage } from '../../../../src/services/catalogue/ingest/ingest.ts';
import { openRig, type Rig } from './rig.ts';

export let rig: Rig;
export let server: Server;
export let address: string;
/** What the server answers by path; an entry with an ETag answers 304 to who has it. */
export const bodies = new Map<string, { body: unknown; etag?: string }>();

/** A database and a server of records for the calling file. */
export function useSources(): void {
  beforeAll(async () => {
    rig = await openRig();
    server = createServer((request, response) => {
      const found = bodies.get(new URL(request.url ?? '/', 'http://x').pathname);
      if (found === undefined) response.writeHead(404).end();
      else if (found.etag !== undefined && request.headers['if-none-match'] === found.etag)
        response.writeHead(304, { etag: found.etag }).end();
      else
        response
          .writeHead(200, { 'content-type': 'application/json', ...(found.etag ? { etag: found.etag } : {}) })
          .end(JSON.stringify(found.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }, 300_000);

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rig.close();
  }, 60_000);
}

export const empty = () =>
  rig.db.withFeedRole(async (tx) => {
    for (const table of ['epss_scores', 'feed_cursors', 'feed_rejects'])
      await sql`delete from ${sql.raw(table)}`.execute(tx.sql);
  });
export const forgetIncidents = async () => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: rig.database.urls.superuser });
  await client.connect();
  await client.query(
    'truncate security_incidents cascade; delete from epss_scores; delete from feed_cursors',
  );
  await client.end();
};

export const deps = (hibp: Record<string, string> = {}): FeedDeps => ({
  db: rig.db,
  rateLimited: false,
  settings: { kev: { url: `${address}/kev.json` }, hibp: { base_url: `${address}/hibp`, ...hibp } },
});
export const read = (source: string, from = deps()) =>
  readFeedPage(from, { source, since: '2000-01-01T00:00:00.000Z', step: null });

export const take = (source: string, records: FetchedRecord[]) =>
  ingestPage(rig.db, { source, records, progress: {} });

export const rows = () =>
  rig.db.withFeedRole((tx) =>
    tx.sql.selectFrom('security_incidents').selectAll().orderBy('external_id').execute(),
  );
export const row = async (id: string) => {
  const found = (await rows()).find((one) => one.external_id === id);
  if (!found) throw new Error(`${id} is not stored`);
  return found;
};

export const IDS_AND_TIMES_OF_WRITING = [
  'id',
  'changed_xid',
  'changed_at',
  'created_at',
  'updated_at',
  'discovered_date',
];
export const omit = (said: object, names: string[]) =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name)));

export const kevOf = (released: string, entries: object[], more: object = {}) => ({
  title: 'KEV',
  catalogVersion: released.slice(0, 10),
  dateReleased: released,
  count: entries.length,
  vulnerabilities: entries,
  ...more,
});
export const serveKev = (released: string, entries: object[], more: object = {}) =>
  bodies.set('/kev.json', { body: kevOf(released, entries, more) });
