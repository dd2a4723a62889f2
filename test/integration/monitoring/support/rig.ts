/** A database with the catalogue's and a tenant's rows made by the product's own doors. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Database } from '../../../../src/db/database.ts';
import { json } from '../../../../src/db/parsers.ts';
import type { MatchPass } from '../../../../src/contracts/payloads.ts';
import type { IncidentUpdate } from '../../../../src/contracts/incident-updates.ts';
import type {
  FetchedRecord,
  NormalizedIncident,
  NormalizeResult,
} from '../../../../src/domain/incidents/normalized-incident.ts';
import { ingestPage } from '../../../../src/services/catalogue/ingest/ingest.ts';
import { matchPage, type MatchPageOutcome } from '../../../../src/services/monitoring/matching/match-page.ts';
import { planPasses } from '../../../../src/services/monitoring/scans/plan-passes.ts';
import { createRegisterReader } from '../../../../src/services/monitoring/register/register.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/servers/database.ts';

export interface Rig {
  database: TestDatabase;
  db: Database;
  close(): Promise<void>;
}

export async function openRig(): Promise<Rig> {
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  return {
    database,
    db,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

/** A CVE as a source's record says it; a critical one of Acme's Rocket unless said otherwise. */
export function cve(id: string, changes: Partial<NormalizedIncident> = {}): NormalizedIncident {
  const { source = 'nvd', cvssScore = 9.8 } = changes;
  const now = new Date().toISOString();
  return {
    incidentType: 'cve',
    externalId: id,
    title: `${id}: A flaw in Rocket`,
    titleOrigin: 'description',
    description: 'A flaw in Rocket lets attackers in.',
    descriptionTruncated: false,
    severity: 'critical',
    severityKnown: cvssScore !== null,
    cvssScore,
    cvssVector: null,
    cvssVersion: cvssScore === null ? null : '3.1',
    scoreOrigin: cvssScore === null ? null : 'primary',
    source,
    sourceUrl: null,
    publishedDate: now,
    modifiedDate: now,
    sourceStatus: null,
    withdrawnAt: null,
    kevAddedOn: null,
    knownRansomware: false,
    cwes: [],
    affectedProducts: [{ vendor: 'Zyxquil Networks', product: 'Rocket', source }],
    domains: [],
    dataClasses: [],
    pwnCount: null,
    part: {},
    ...changes,
  };
}

/** What was read already, as a source would give it. */
export function asFetched(result: NormalizeResult): FetchedRecord {
  const named = 'incident' in result ? result.incident : 'omitted' in result ? result.omitted : result.reject;
  const modifiedDate = 'incident' in result ? result.incident.modifiedDate : null;
  return {
    externalId: named.externalId ?? null,
    contentHash: JSON.stringify({ ...named, modifiedDate: null }),
    modifiedDate,
    read: () => result,
  };
}

/** Takes records in as a page of their source. */
export function ingest(
  db: Database,
  records: readonly (NormalizedIncident | NormalizeResult)[],
  source = 'nvd',
) {
  const fetched = records.map((record) => asFetched('externalId' in record ? { incident: record } : record));
  return ingestPage(db, { source, records: fetched, progress: { cursor: {} } });
}

/** Adds a vendor that the rig's CVEs concern. */
export async function addVendor(db: Database, tenantId: string, name = 'Zyxquil Networks'): Promise<string> {
  const id = uuidv7();
  await db.withTenant(tenantId, (tx) =>
    tx.sql.insertInto('vendors').values({ id, tenant_id: tenantId, name }).execute(),
  );
  return id;
}

/** Changes a tenant's configuration. */
export async function configure(
  db: Database,
  tenantId: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [key, typeof value === 'object' ? json(value) : value]),
  );
  await db.withTenant(tenantId, (tx) =>
    tx.sql.updateTable('security_monitoring_configs').set(columns).execute(),
  );
}

/** Another test's transactions last seconds, on a busy machine many. */
const SETTLED_WITHIN_MS = 120_000;

/**
 * Waits until what was committed so far is seen whole. Transaction ids are the server's, not the database's: a
 * transaction of another test, in a database of its own, holds them back as a slow feed would.
 */
export async function settled(db: Database): Promise<void> {
  const ask = async (xid: string | null) =>
    db.withFeedRole(async (tx) => {
      const { rows } = await sql<{ xid: string; seen: boolean }>`
        select coalesce(${xid}::xid8, pg_current_xact_id())::text as xid,
          coalesce(${xid}::xid8 < pg_snapshot_xmin(pg_current_snapshot()), false) as seen`.execute(tx.sql);
      return rows[0] ?? { xid: '0', seen: true };
    });
  const { xid } = await ask(null);
  const end = Date.now() + SETTLED_WITHIN_MS;
  while (!(await ask(xid)).seen) {
    if (Date.now() > end)
      throw new Error(`A transaction has been open for minutes, so that ${xid} is not seen`);
    await sleep(25);
  }
}

/** The matching part of a cycle, all pages, without the engine. `unsettled`: does not wait, since the test holds a transaction open. */
export async function matchAll(
  db: Database,
  tenantId: string,
  pages: { limit?: number; pass?: MatchPass; unsettled?: boolean } = {},
) {
  if (pages.unsettled !== true) await settled(db);
  const readRegister = createRegisterReader();
  const plan = await db.withTenant(tenantId, (tx) =>
    planPasses(tx, {
      scanTypes: ['cve', 'breach', 'feeds'],
      daysBack: undefined,
      firstScanDaysBack: undefined,
      incidentId: undefined,
    }),
  );
  const sum = { considered: 0, held: 0, matches: 0, news: [] as IncidentUpdate[] };
  for (const pass of pages.pass ? [pages.pass] : plan.passes) {
    let after: string | null = null;
    do {
      const input = { pass, after, limit: pages.limit ?? 100 };
      const page: MatchPageOutcome = await db.withTenant(tenantId, (tx) =>
        matchPage(tx, readRegister, input),
      );
      sum.considered += page.considered;
      sum.held += page.held;
      sum.matches += page.matches;
      sum.news.push(...page.news);
      after = page.next;
    } while (after !== null);
  }
  return { ...sum, watermarks: plan.watermarks };
}

/** The trackings of a tenant with their incidents' ids, in the order of those. */
export async function trackings(db: Database, tenantId: string) {
  return db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('vendor_security_tracking as t')
      .innerJoin('security_incidents as i', 'i.id', 't.incident_id')
      .selectAll('t')
      .select('i.external_id')
      .orderBy('i.external_id')
      .execute(),
  );
}
