/** Records a second from NVD's JSON to committed rows, beside a bare COPY + merge of the same rows. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import copy from 'pg-copy-streams';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { nvdRecords } from '../../src/feeds/sources/nvd/client.ts';
import { ingestPage } from '../../src/services/catalogue/ingest/ingest.ts';
import { createTestDatabase } from '../support/servers/database.ts';
import { nvdRecord } from '../support/data/records.ts';
import { compare, timed } from './rounds.ts';

const RECORDS = 20_000;
const PAGE = 2_000;

/** Fresh and unchanged passes; rates in records a second, ratios against COPY + merge (1 is as fast). */
export async function run(): Promise<object> {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
  try {
    const pages = syntheticPages();
    await ingestAll(db, pages);
    const rows = await copyOut(client);
    const fresh = await compare(
      3,
      async () => (await empty(client), timed(() => ingestAll(db, pages))),
      async () => (await empty(client), timed(() => copyAndMerge(client, rows))),
    );
    await empty(client);
    await ingestAll(db, pages);
    const unchanged = await compare(
      3,
      () => timed(() => ingestAll(db, pages)),
      () => timed(() => copyAndMerge(client, rows)),
    );
    return {
      records: RECORDS,
      baseline: 'COPY into a temporary table, then insert … on conflict do update',
      fresh: { ...fresh, records_per_second: Math.round(RECORDS / fresh.seconds) },
      unchanged: { ...unchanged, records_per_second: Math.round(RECORDS / unchanged.seconds) },
    };
  } finally {
    await client.end();
    await db.close();
    await database.drop();
  }
}

/** Pages as they come over the wire. */
function syntheticPages(): string[] {
  const modified = '2026-11-20T10:00:00.000Z';
  return Array.from({ length: RECORDS / PAGE }, (_, page) =>
    JSON.stringify({
      vulnerabilities: Array.from({ length: PAGE }, (_, index) => {
        const number = page * PAGE + index;
        return nvdRecord({
          id: `CVE-2026-${100_000 + number}`,
          description: `A flaw in component ${number} of Product ${number % 997} lets a remote attacker ${'read or change data '.repeat(12)}.`,
          affected: [{ vendor: `Maker ${number % 311}`, product: `Product ${number % 997}` }],
          score: 4 + (number % 60) / 10,
          modified,
        });
      }),
    }),
  );
}

async function ingestAll(db: Database, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    const { vulnerabilities } = JSON.parse(page) as { vulnerabilities: unknown[] };
    const records = nvdRecords(vulnerabilities);
    const counts = await ingestPage(db, { source: 'nvd', records, progress: { cursor: {} } });
    if (counts.rejected > 0) throw new Error(`${counts.rejected} synthetic records were rejected`);
  }
}

async function empty(client: pg.Client): Promise<void> {
  await client.query('truncate security_incidents cascade');
}

const copyOut = (client: pg.Client): Promise<string> =>
  text(client.query(copy.to('copy security_incidents to stdout')));

async function copyAndMerge(client: pg.Client, rows: string): Promise<void> {
  await client.query('begin');
  await client.query('create temp table incoming (like security_incidents) on commit drop');
  await pipeline(Readable.from([rows]), client.query(copy.from('copy incoming from stdin')));
  await client.query(`
    insert into security_incidents select * from incoming
    on conflict (external_id) where tenant_id is null do update set
      title = excluded.title, description = excluded.description, severity = excluded.severity,
      cvss_score = excluded.cvss_score, incident_details = excluded.incident_details,
      affected_products = excluded.affected_products, fingerprint = excluded.fingerprint`);
  await client.query('commit');
}
