import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { NormalizedIncident } from '../../../domain/incidents/normalized-incident.ts';
import type { CustomFeedReading } from '../../../domain/feeds/custom-feed.ts';
import { readAdvisory, type SourceAccess } from '../../../feeds/custom/read-source.ts';
import type { ReadEntry } from '../../../feeds/custom/read-entry.ts';
import { isFeedError } from '../../../feeds/http/feed-error.ts';
import { updateEntry } from './store-entries.ts';

/** Hours for which an index is to have left a document out before its server is asked for it. */
const MISSING_HOURS = 24;
/** How long asking may take; the rest is asked with the next reading. */
const ASKING_MS = 5 * 60_000;
const GONE = 'The provider does not list it any more, and its server does not have it';

/** A document that its index has left out for a day. */
interface MissingDocument {
  id: string;
  url: string;
  external_id: string;
}

/** What the server said of missing documents. */
export interface AskedDocuments {
  /** It has them no more. */
  gone: MissingDocument[];
  /** It has them still: they are asked for again in a day. */
  there: MissingDocument[];
  entries: ReadEntry[];
}

/**
 * Documents that are missing for long, the longest first. One that moved is none: CSAF names files after their
 * documents, so another address that is listed has the file's name, if not the document itself.
 */
export async function missingDocuments(
  tx: TenantTx,
  feedId: string,
  limit: number,
): Promise<MissingDocument[]> {
  // What is listed is hashed once, whatever the planner knows of the table: a join of thousands by thousands is not.
  const { rows } = await sql<MissingDocument>`
    select d.id, d.url, d.external_id from custom_feed_documents d
    where d.feed_id = ${feedId} and d.missing_since < now() - make_interval(hours => ${MISSING_HOURS})
      and d.external_id is not null
      and d.external_id not in (select external_id from custom_feed_documents
        where feed_id = ${feedId} and missing_since is null and external_id is not null)
      and d.file not in (select file from custom_feed_documents where feed_id = ${feedId} and missing_since is null)
    order by d.missing_since, d.id limit ${limit}`.execute(tx.sql);
  return rows;
}

/**
 * Asks the server for documents that its index leaves out. Only a clear no (404 or 410) counts; one that cannot be
 * asked now is asked with the next reading.
 */
export async function askForMissing(
  feed: CustomFeedReading,
  missing: readonly MissingDocument[],
  access: SourceAccess,
): Promise<AskedDocuments> {
  const asked: AskedDocuments = { gone: [], there: [], entries: [] };
  const until = performance.now() + ASKING_MS;
  for (const document of missing) {
    if (performance.now() > until) break;
    try {
      asked.entries.push(await readAdvisory(feed, document.url, access));
      asked.there.push(document);
    } catch (error) {
      if (!isFeedError(error)) throw error;
      if (error.code !== 'not_found') break;
      asked.gone.push(document);
    }
  }
  return asked;
}

/**
 * Takes what was learnt of missing documents in: the incidents of those that are gone are withdrawn, as of `asOf`. A
 * document that is listed again is read anew, and its incident stands again. Returns how many incidents changed.
 */
export async function settleMissing(
  tx: TenantTx,
  feedId: string,
  { gone, there }: AskedDocuments,
  asOf: string,
): Promise<number> {
  await sql`update custom_feed_documents set missing_since = now()
    where id = any(${there.map(({ id }) => id)}::uuid[])`.execute(tx.sql);
  if (gone.length === 0) return 0;
  await sql`delete from custom_feed_documents where id = any(${gone.map(({ id }) => id)}::uuid[])`.execute(
    tx.sql,
  );
  const { rows } = await sql<{ id: string; fingerprint: string; part: NormalizedIncident | null }>`
    select id, fingerprint, incident_details -> ${feedId}::text as part from security_incidents
    where tenant_id = ${tx.tenantId} and source = ${feedId} and withdrawn_at is null
      and external_id = any(${gone.map((one) => one.external_id)}::text[]) order by external_id for update`.execute(
    tx.sql,
  );
  let changed = 0;
  for (const { part, ...row } of rows) {
    if (part === null) continue;
    changed += Number(await updateEntry(tx, row, { ...part, withdrawnAt: asOf, rejectedReason: GONE }));
  }
  return changed;
}
