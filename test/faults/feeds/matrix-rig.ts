/** Real PostgreSQL and the demo feeds with records on several pages, for reading sources as their activity does. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import pg from 'pg';
import type { FeedStep } from '../../../src/contracts/payloads.ts';
import { openDatabase, type Database } from '../../../src/db/database.ts';
import { startDemoFeeds, type DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import { isFeedError, type FeedErrorCode } from '../../../src/feeds/http/feed-error.ts';
import { readFeedPage, type FeedDeps } from '../../../src/services/catalogue/ingest/read-feed.ts';
import { createTestDatabase } from '../../support/servers/database.ts';
import { nvdRecord } from '../../support/data/records.ts';
import { readToEnd } from './read-to-end.ts';
import { demoRecords } from './rig.ts';

const DAY_MS = 86_400_000;
const NVD_PAGE = 60;
/** Of CVE.org's records, which are asked for one by one. */
const CVE_ORG_RECORDS = 12;

/** All that a reading leaves behind, without ids, transactions and the times of writing. */
export interface Picture {
  incidents: Record<string, unknown>[];
  scores: object[];
  rejects: { external_id: string | null; reason: string }[];
  pending: string[];
  cursor: object;
}

export interface MatrixRig {
  db: Database;
  feeds: DemoFeeds;
  /** Nothing is stored; then these sources are read. */
  begin(first: readonly string[]): Promise<void>;
  /** Reads a source to its end as its activity would; what the tries that failed ended in. */
  read(
    source: string,
    options?: { timeoutMs?: number | undefined; address?: string },
  ): Promise<FeedErrorCode[]>;
  picture(source: string): Promise<Picture>;
  /** The picture's parts without one record. */
  lacking(
    picture: Picture,
    externalId: string | null | undefined,
  ): Pick<Picture, 'incidents' | 'scores' | 'cursor'>;
  /** When each row was written last, by transaction. */
  stamps(source: string): Promise<object>;
  /** The source begins anew, as if it had never been read, beside its stored rows. */
  forgetPosition(source: string): Promise<void>;
  close(): Promise<void>;
}

/** The demo's records and a hundred more CVEs, so that NVD and EPSS have several pages. */
function folderOfRecords(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'vigil-matrix-'));
  cpSync(demoRecords, dir, { recursive: true });
  const records = path.join(dir, 'cve/cves');
  const files = readdirSync(records, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  for (const name of files.sort().slice(CVE_ORG_RECORDS)) rmSync(path.join(records, name));
  const ids = Array.from({ length: 100 }, (_, index) => `CVE-2026-${40_000 + index}`);
  const vulnerabilities = ids.map((id) =>
    nvdRecord({
      id,
      description: `A flaw, ${id}.`,
      affected: [{ vendor: 'Brackenfell', product: 'Sluice' }],
      score: 7,
    }),
  );
  writeFileSync(path.join(dir, 'nvd/more.json'), JSON.stringify({ vulnerabilities }));
  const scores = ids.map((id) => `${id},0.4,0.7\n`).join('');
  writeFileSync(path.join(dir, 'epss.csv'), scores, { flag: 'a' });
  return dir;
}

const settingsOf = (address: string): FeedDeps['settings'] => ({
  nvd: { base_url: `${address}/nvd` },
  'cve-org': { base_url: `${address}/cve-org`, delta_url: `${address}/cve-org/deltaLog.json` },
  hibp: { base_url: `${address}/hibp` },
  kev: { url: `${address}/kev.json` },
  epss: { base_url: `${address}/epss` },
});

const CURSOR = `(select jsonb_build_object('cursor', cursor - '{readUntil}'::text[], 'covered_from', covered_from,
    'complete', fresh_until is not null, 'new_total', new_total, 'changed_total', changed_total)
    from feed_cursors where source = $1) as cursor`;

const PENDING = `(select coalesce(jsonb_agg(external_id order by external_id), '[]') from feed_pending where source = $1) as pending`;

const PICTURE = `select
  (select coalesce(jsonb_agg(to_jsonb(i) - '{id,changed_xid,changed_at,created_at,updated_at,discovered_date}'::text[]
    order by external_id), '[]') from security_incidents i) as incidents,
  (select coalesce(jsonb_agg(to_jsonb(e) - '{created_at,updated_at}'::text[] order by cve_id), '[]') from epss_scores e) as scores,
  (select coalesce(jsonb_agg(jsonb_build_object('external_id', external_id, 'reason', reason) order by external_id), '[]')
    from feed_rejects where source = $1) as rejects,
  ${PENDING},
  ${CURSOR}`;

const STAMPS = `select
  (select jsonb_object_agg(external_id, jsonb_build_array(id, changed_xid, changed_at)) from security_incidents) as incidents,
  (select count(*)::int from epss_scores) as scores, (select count(*)::int from feed_rejects) as rejects,
  (select new_total from feed_cursors where source = $1) as written`;

/** A short picture: the rows of each table and the transaction that wrote last. Whatever is written changes it. */
const WRITTEN = `select ${['security_incidents', 'epss_scores', 'feed_rejects']
  .map((table) => `(select array[count(*), max(xmin::text::bigint)] from ${table}) as ${table}`)
  .join(', ')}, ${PENDING}, ${CURSOR}`;

interface ReaderParts {
  db: Database;
  /** The short picture. */
  written: (source: string) => Promise<object>;
  since: string;
  /** Of the demo feeds, which are read unless a test names another address. */
  ownAddress: string;
}

/** How the rig reads a source; of a page that failed, it expects nothing to be there. */
function createReader({ db, written, since, ownAddress }: ReaderParts): MatrixRig['read'] {
  return (source, { timeoutMs, address = ownAddress } = {}) => {
    const limits = timeoutMs === undefined ? {} : { timeoutMs };
    const deps: FeedDeps = { db, settings: settingsOf(address), rateLimited: true, ...limits };
    return readToEnd<FeedStep | null>(null, async (step) => {
      const before = await written(source);
      try {
        return (await readFeedPage(deps, { source, since, step })).next;
      } catch (error) {
        if (isFeedError(error)) expect(await written(source)).toEqual(before);
        throw error;
      }
    });
  };
}

export async function openMatrixRig(): Promise<MatrixRig> {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const admin = new pg.Client({ connectionString: database.urls.superuser });
  await admin.connect();
  const folder = folderOfRecords();
  const feeds = await startDemoFeeds({ recordsDir: folder, mode: 'shift', port: 0, nvdPageSize: NVD_PAGE });
  const since = new Date(Date.now() - 7 * DAY_MS).toISOString();
  const one = async <T>(statement: string, values: unknown[] = []): Promise<T> =>
    (await admin.query(statement, values)).rows[0] as T;

  const picture = (source: string) => one<Picture>(PICTURE, [source]);
  const written = (source: string) => one<object>(WRITTEN, [source]);
  const read = createReader({ db, written, since, ownAddress: feeds.address });
  return {
    db,
    feeds,
    begin: async (first) => {
      feeds.setFaults([]);
      // With few rows a delete is quicker than a truncate, which creates the files of each table and index anew.
      await admin.query(`delete from security_incidents; delete from epss_scores; delete from feed_rejects;
        delete from feed_pending; delete from feed_cursors; delete from feed_days`);
      for (const source of first) expect(await read(source)).toEqual([]);
    },
    read,
    picture,
    lacking: ({ incidents, scores, cursor }, id) => ({
      incidents: incidents.filter((row) => row['external_id'] !== id),
      scores: scores.filter((row) => (row as { cve_id?: string }).cve_id !== id),
      cursor: { ...cursor, new_total: (cursor as { new_total: number }).new_total - 1 },
    }),
    stamps: (source) => one<object>(STAMPS, [source]),
    forgetPosition: async (source) => {
      await admin.query(
        `update feed_cursors set cursor = '{}', fresh_until = null, covered_from = null where source = $1`,
        [source],
      );
      // Yesterday's scores are asked for again.
      await admin.query(`begin; set local session_replication_role = replica;
        update epss_scores set updated_at = now() - interval '2 days'; commit`);
    },
    close: async () => {
      await admin.end();
      await db.close();
      await feeds.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
