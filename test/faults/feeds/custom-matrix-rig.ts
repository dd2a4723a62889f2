/** Real PostgreSQL, a tenant with feeds of its own, and the demo feeds that serve them, read as their activity does. */
import { expect } from '@jest/globals';
import pg from 'pg';
import type { CustomFeedStep } from '../../../src/contracts/custom-feeds.ts';
import { openDatabase, type Database } from '../../../src/db/database.ts';
import { startDemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import type { CustomFeedKind, FieldMapping } from '../../../src/domain/feeds/custom-feed.ts';
import { createDocumentParser } from '../../../src/feeds/custom/document-parser.ts';
import { createGuardedFetch, type GuardedFetch } from '../../../src/feeds/guard/guarded-fetch.ts';
import { SYSTEM } from '../../../src/services/access/audit/record.ts';
import { readCustomFeedPage } from '../../../src/services/custom-feeds/read/read-page.ts';
import { createFeed } from '../../../src/services/custom-feeds/manage/write-feed.ts';
import { createTestDatabase } from '../../support/servers/database.ts';
import { createTestTenant } from '../../support/data/tenants.ts';
import type { MatrixRig, Picture } from './matrix-rig.ts';
import { readToEnd } from './read-to-end.ts';
import { demoRecords } from './rig.ts';

const LIST: FieldMapping = {
  items: 'data',
  fields: {
    id: 'ref',
    title: 'headline',
    description: 'summary',
    severity: 'severity',
    vendor: 'affected[].vendor',
    product: 'affected[].product',
    published: 'published_at',
  },
  paging: { by: 'body', path: 'links.next' },
};

const OWN: Record<string, { kind: CustomFeedKind; path: string; mapping: FieldMapping | null }> = {
  rss: { kind: 'rss', path: '/own/news.rss', mapping: null },
  atom: { kind: 'rss', path: '/own/news.atom', mapping: null },
  list: { kind: 'json', path: '/own/advisories.json', mapping: LIST },
  numbered: {
    kind: 'json',
    path: '/own/advisories.json',
    mapping: { ...LIST, paging: { by: 'page', parameter: 'page' } },
  },
  provider: { kind: 'csaf', path: '/own/csaf/provider-metadata.json', mapping: null },
  lines: { kind: 'csaf', path: '/own/csaf/white/changes.csv', mapping: null },
};

const PICTURE = `select
  (select coalesce(jsonb_agg(to_jsonb(i) - '{id,changed_xid,changed_at,created_at,updated_at,discovered_date}'::text[]
    order by external_id), '[]') from security_incidents i where source = $1::text) as incidents,
  '[]'::jsonb as scores,
  (select coalesce(jsonb_agg(jsonb_build_object('external_id', external_id, 'reason', reason) order by external_id), '[]')
    from custom_feed_rejects where feed_id = $1::uuid) as rejects,
  (select coalesce(jsonb_agg(url order by url), '[]') from custom_feed_documents
    where feed_id = $1::uuid and (taken is distinct from listed or missing_since is not null)) as pending,
  (select jsonb_build_object('complete', fresh_until is not null, 'entries', entries, 'new_total', new_total,
    'changed_total', changed_total, 'failures', failures) from custom_feeds where id = $1::uuid) as cursor`;

const STAMPS = `select jsonb_object_agg(external_id, jsonb_build_array(id, changed_xid, changed_at)) as incidents
  from security_incidents where source = $1::text`;

/** Creates the tenant's feeds of all kinds; their ids by name. */
async function createFeeds(
  db: Database,
  tenantId: string,
  address: string,
  deps: Parameters<typeof createFeed>[3],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, { path, ...feed }] of Object.entries(OWN)) {
    const input = {
      name,
      ...feed,
      url: `${address}${path}`,
      incident_type: 'security_alert' as const,
      vendor: null,
      default_severity: null,
      days_back: 30,
      enabled: true,
    };
    const { id } = await db.withTenant(tenantId, (tx) => createFeed(tx, SYSTEM, input, deps));
    ids.set(name, id);
  }
  return ids;
}

type ReadDeps = Parameters<typeof readCustomFeedPage>[0];

interface ReaderParts extends Pick<ReadDeps, 'db' | 'parse' | 'keys'> {
  guarded: GuardedFetch;
  tenantId: string;
  idOf: (source: string) => string;
}

/** How the rig reads a feed by its name; a test may shorten the time that a request is given. */
function createReader({ guarded, tenantId, idOf, ...parts }: ReaderParts): MatrixRig['read'] {
  return (source, { timeoutMs } = {}) => {
    const limits = timeoutMs === undefined ? {} : { timeoutMs };
    const fetch: GuardedFetch = Object.assign(
      (request: Parameters<GuardedFetch>[0]) => guarded({ ...request, ...limits }),
      { close: () => guarded.close() },
    );
    const deps = { ...parts, fetch, rateLimited: false };
    return readToEnd<CustomFeedStep>(
      'begin',
      async (step) => (await readCustomFeedPage(deps, { tenantId, feedId: idOf(source) }, step)).next,
    );
  };
}

export async function openCustomMatrixRig(): Promise<MatrixRig> {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const admin = new pg.Client({ connectionString: database.urls.superuser });
  await admin.connect();
  const feeds = await startDemoFeeds({ recordsDir: demoRecords, mode: 'shift', port: 0 });
  // The one thing that makes this machine reachable: a test hands it in.
  const guard = { allow: [{ address: '127.0.0.1', port: Number(new URL(feeds.address).port) }] };
  const guarded = createGuardedFetch(guard);
  const parse = createDocumentParser();
  const tenantId = (await createTestTenant(db)).id;
  const keys = [{ kid: 'k', key: Buffer.alloc(32, 3) }];
  const ids = await createFeeds(db, tenantId, feeds.address, { keys, guard });
  const idOf = (source: string) => ids.get(source) ?? '';
  const one = async <T>(statement: string, source: string): Promise<T> =>
    (await admin.query(statement, [idOf(source)])).rows[0] as T;
  const picture = (source: string) => one<Picture>(PICTURE, source);

  const read = createReader({ db, guarded, parse, keys, tenantId, idOf });
  return {
    db,
    feeds,
    begin: async (first) => {
      feeds.setFaults([]);
      await admin.query(
        'delete from security_incidents; delete from custom_feed_documents; delete from custom_feed_rejects',
      );
      await admin.query(`update custom_feeds set cursor = '{}', fresh_until = null, entries = null, empty_since = null,
        failures = 0, new_total = 0, changed_total = 0, rejected_total = 0`);
      for (const source of first) expect(await read(source)).toEqual([]);
    },
    read,
    picture,
    lacking: ({ incidents, scores, cursor }, id) => ({
      incidents: incidents.filter((row) => row['external_id'] !== id),
      scores,
      cursor: { ...cursor, new_total: (cursor as { new_total: number }).new_total - 1 },
    }),
    stamps: (source) => one<object>(STAMPS, source),
    forgetPosition: async (source) => {
      await admin.query(`update custom_feeds set cursor = '{}', fresh_until = null where id = $1`, [
        idOf(source),
      ]);
      await admin.query('delete from custom_feed_documents where feed_id = $1', [idOf(source)]);
    },
    close: async () => {
      await parse.close();
      await guarded.close();
      await admin.end();
      await db.close();
      await feeds.close();
      await database.drop();
    },
  };
}
