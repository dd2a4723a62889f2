import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { mergeIncident } from '../../../domain/incidents/merge-incident.ts';
import type { MergedIncident, NormalizedIncident } from '../../../domain/incidents/normalized-incident.ts';
import { incidentRiskScore } from '../../../domain/response/risk-score.ts';
import { asReceived } from '../../../domain/incidents/received.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import { transactionNow } from '../../../db/clock.ts';
import type { StoredFeed } from '../feed-row.ts';
import { keepCustomFeedRejects, type CustomFeedRejectRow } from '../health/custom-rejects.ts';
import { inSavepoint, isDataFault } from '../../../db/savepoint.ts';

const CHUNK = 100;
const MOST_VERSIONS = 200;
/** Incidents of a tenant's own, whichever feed brought them. */
const MOST_INCIDENTS = 100_000;

export interface StoredCounts {
  new: number;
  changed: number;
  rejected: number;
}

interface Known {
  id: string;
  external_id: string;
  source: string;
  fingerprint: string;
  modified_date: string | null;
  hash: string | null;
}

async function lockKnown(tx: TenantTx, feedId: string, ids: string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select id, external_id, source, fingerprint, modified_date, record_marks #>> array[${feedId}::text, 'hash'] as hash
    from security_incidents where tenant_id = ${tx.tenantId} and external_id = any(${ids}::text[])
    order by external_id for update`.execute(tx.sql);
  return new Map(rows.map((row) => [row.external_id, row]));
}

const hashOf = (incident: NormalizedIncident): string =>
  hash('sha256', JSON.stringify(incident), 'base64url').slice(0, 22);

function columnsOf(incident: NormalizedIncident, merged: MergedIncident) {
  const { affectedProducts } = merged;
  return {
    incident_type: merged.incidentType,
    title: merged.title,
    description: merged.description,
    description_truncated: merged.descriptionTruncated,
    severity: merged.severity,
    severity_known: merged.severityKnown,
    cvss_score: merged.cvssScore,
    risk_score: incidentRiskScore({ ...merged, epss: null }).score,
    source_url: merged.sourceUrl,
    published_date: merged.publishedDate,
    modified_date: merged.modifiedDate,
    incident_details: json<Record<string, unknown>>(merged.parts),
    affected_products: json(affectedProducts),
    affected_versions: json(
      affectedProducts.flatMap(({ versions }) => versions ?? []).slice(0, MOST_VERSIONS),
    ),
    cwes: merged.cwes,
    domains: merged.domains,
    source_status: merged.sourceStatus,
    fingerprint: merged.fingerprint,
    withdrawn_at: merged.withdrawnAt,
    record_marks: json<Record<string, unknown>>({ [incident.source]: { hash: hashOf(incident) } }),
  };
}

/** The newest of each name, in the order in which rows are locked. */
function newest(entries: readonly ReadEntry[]): NormalizedIncident[] {
  const byId = new Map<string, NormalizedIncident>();
  for (const entry of entries) {
    if (!('incident' in entry)) continue;
    const other = byId.get(entry.incident.externalId);
    if (other === undefined || (entry.incident.modifiedDate ?? '') > (other.modifiedDate ?? '')) {
      byId.set(entry.incident.externalId, entry.incident);
    }
  }
  return [...byId.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}

/** What is stored of an entry that is received now. */
const mergedNow = async (tx: TenantTx) => {
  const now = await transactionNow(tx);
  return (incident: NormalizedIncident) => mergeIncident({ [incident.source]: asReceived(incident, now) });
};

async function insert(tx: TenantTx, fresh: readonly NormalizedIncident[]): Promise<Set<string>> {
  const merge = await mergedNow(tx);
  const inserted = new Set<string>();
  for (let from = 0; from < fresh.length; from += CHUNK) {
    const rows = fresh.slice(from, from + CHUNK).map((incident) => ({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      external_id: incident.externalId,
      source: incident.source,
      ...columnsOf(incident, merge(incident)),
    }));
    const done = await tx.sql
      .insertInto('security_incidents')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'external_id']).where('tenant_id', 'is not', null).doNothing(),
      )
      .returning('external_id')
      .execute();
    for (const row of done) inserted.add(row.external_id);
  }
  return inserted;
}

/** Writes what is known already and says something else now; true where it matters to the tenant. */
export async function updateEntry(
  tx: TenantTx,
  known: Pick<Known, 'id' | 'fingerprint'>,
  incident: NormalizedIncident,
): Promise<boolean> {
  const merged = (await mergedNow(tx))(incident);
  const changed = merged.fingerprint !== known.fingerprint;
  await tx.sql
    .updateTable('security_incidents')
    .set({
      ...columnsOf(incident, merged),
      // A cycle looks at it again only where something that matters has moved.
      ...(changed ? { changed_xid: sql<string>`pg_current_xact_id()`, changed_at: sql<string>`now()` } : {}),
    })
    .where('id', '=', known.id)
    .execute();
  return changed;
}

const isOlder = (incident: NormalizedIncident, known: Known): boolean =>
  incident.modifiedDate !== null &&
  known.modified_date !== null &&
  incident.modifiedDate < known.modified_date;

const TAKEN = 'another incident of yours has this id already';
const UNFIT = 'holds what cannot be stored';
const tooMany = (most: number) =>
  `you have ${most.toLocaleString('en')} incidents of your own, the most that are kept: new ones are left out`;

/** How many more incidents of its own a tenant may have. */
async function roomLeft(tx: TenantTx, most: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from (
      select from security_incidents where tenant_id = ${tx.tenantId} limit ${most}) own`.execute(tx.sql);
  return most - (rows[0]?.number ?? 0);
}

interface Stored {
  new: number;
  changed: number;
  rejects: CustomFeedRejectRow[];
}

async function storeAll(
  tx: TenantTx,
  feed: StoredFeed,
  entries: readonly ReadEntry[],
  most: number,
): Promise<Stored> {
  const incidents = newest(entries);
  const rejects: CustomFeedRejectRow[] = entries.flatMap((entry) =>
    'reject' in entry ? [entry.reject] : [],
  );
  const known = await lockKnown(
    tx,
    feed.id,
    incidents.map(({ externalId }) => externalId),
  );
  const unknown: NormalizedIncident[] = [];
  let changed = 0;
  for (const incident of incidents) {
    const row = known.get(incident.externalId);
    const seen = incident.modifiedDate ?? incident.publishedDate;
    if (row === undefined) {
      if (seen === null || seen >= feed.read_since) unknown.push(incident);
    } else if (row.source !== feed.id) rejects.push({ externalId: incident.externalId, reason: TAKEN });
    else if (row.hash !== hashOf(incident) && !isOlder(incident, row)) {
      changed += Number(await updateEntry(tx, row, incident));
    }
  }
  const fresh = unknown.length === 0 ? [] : unknown.slice(0, await roomLeft(tx, most));
  rejects.push(...unknown.slice(fresh.length).map(() => ({ reason: tooMany(most) })));
  const inserted = await insert(tx, fresh);
  // Somebody entered one by hand between the two statements.
  const lost = fresh.filter(({ externalId }) => !inserted.has(externalId));
  rejects.push(...lost.map(({ externalId }) => ({ externalId, reason: TAKEN })));
  return { new: inserted.size, changed, rejects };
}

/** Entries with one that the database refuses, one by one: that one alone is set aside. */
async function storeOneByOne(
  tx: TenantTx,
  feed: StoredFeed,
  entries: readonly ReadEntry[],
  most: number,
): Promise<Stored> {
  const sum: Stored = { new: 0, changed: 0, rejects: [] };
  for (const entry of entries) {
    try {
      const stored = await inSavepoint(tx, () => storeAll(tx, feed, [entry], most));
      sum.new += stored.new;
      sum.changed += stored.changed;
      sum.rejects.push(...stored.rejects);
    } catch (error) {
      if (!isDataFault(error) || !('incident' in entry)) throw error;
      sum.rejects.push({ externalId: entry.incident.externalId, reason: UNFIT });
    }
  }
  return sum;
}

/**
 * Takes a page of a tenant's feed in as incidents of that tenant alone, of which it has `most` at most. Repeating a page
 * changes nothing; an entry that is older than its stored copy, or than the feed looks back and not stored yet, is left
 * out, and so is one that the database refuses.
 */
export async function storeEntries(
  tx: TenantTx,
  feed: StoredFeed,
  entries: readonly ReadEntry[],
  most = MOST_INCIDENTS,
): Promise<StoredCounts> {
  const { rejects, ...counts } = await inSavepoint(tx, () => storeAll(tx, feed, entries, most)).catch(
    (error: unknown) => {
      if (!isDataFault(error)) throw error;
      return storeOneByOne(tx, feed, entries, most);
    },
  );
  await keepCustomFeedRejects(tx, feed.id, rejects);
  return { ...counts, rejected: rejects.length };
}
