import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import {
  distinctDocuments,
  MOST_DOCUMENTS,
  oldestOf,
  type ListedDocument,
} from '../../../feeds/custom/csaf-index.ts';
import type { ReadIndex } from '../../../feeds/custom/read-source.ts';

/** A document that its index lists and that is not taken in as it is listed. */
export interface PendingDocument {
  id: string;
  url: string;
  listed: string;
  tries: number;
}

const CHUNK = 2_000;

async function noteListed(
  tx: TenantTx,
  feedId: string,
  index: string,
  documents: readonly ListedDocument[],
): Promise<void> {
  for (let from = 0; from < documents.length; from += CHUNK) {
    const rows = documents.slice(from, from + CHUNK);
    await sql`
      insert into custom_feed_documents as d (id, tenant_id, feed_id, url, listed, listed_by)
      select u.id, ${tx.tenantId}, ${feedId}, u.url, u.listed, ${index}
      from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map(({ url }) => url)}::text[],
        ${rows.map(({ changed }) => changed ?? '')}::text[]) as u (id, url, listed) order by u.url
      on conflict (feed_id, url) do update set listed = excluded.listed, listed_by = excluded.listed_by,
        missing_since = null, tries = case when d.listed = excluded.listed then d.tries else 0 end
      where (d.listed, d.listed_by) is distinct from (excluded.listed, excluded.listed_by)
        or d.missing_since is not null`.execute(tx.sql);
  }
}

/** Notes which documents an index listed and lists no more, of those that it would still list by their date. */
async function noteMissing(tx: TenantTx, feedId: string, { url, documents }: ReadIndex): Promise<void> {
  const oldest = oldestOf(documents);
  if (oldest === null) return;
  await sql`
    update custom_feed_documents set missing_since = now()
    where feed_id = ${feedId} and listed_by = ${url} and missing_since is null and listed > ${oldest}
      and not url = any(${documents.map((one) => one.url)}::text[])`.execute(tx.sql);
}

/**
 * Notes what the indexes list now, but nothing from before `since` (ISO 8601); a document whose date moved is to be
 * taken in again. What an index that was read whole does not list any more is noted as missing. Returns how many were
 * the oldest of more than `most`, and are forgotten.
 */
export async function listDocuments(
  tx: TenantTx,
  feedId: string,
  indexes: readonly ReadIndex[],
  since: string,
  most = MOST_DOCUMENTS,
): Promise<number> {
  const seen = new Set<string>();
  // Of a document in several indexes, the newest date.
  const newest = new Map(
    distinctDocuments(indexes.map(({ documents }) => documents)).map((one) => [one.url, one]),
  );
  for (const index of indexes) {
    const wanted = index.documents.flatMap(({ url }) => {
      const one = seen.has(url) ? undefined : newest.get(url);
      seen.add(url);
      return one === undefined || (one.changed !== null && one.changed < since) ? [] : [one];
    });
    await noteListed(tx, feedId, index.url, wanted);
  }
  for (const index of indexes) if (index.whole) await noteMissing(tx, feedId, index);
  return forgetOldest(tx, feedId, most);
}

/** Forgets what are too many documents: those that are not listed any more, then the oldest. */
async function forgetOldest(tx: TenantTx, feedId: string, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from custom_feed_documents where id in (
      select id from custom_feed_documents where feed_id = ${feedId}
      order by missing_since is null desc, listed desc, id offset ${most})`.execute(tx.sql);
  return Number(numAffectedRows);
}

/** The next documents, those that failed last, newest first. */
export async function pendingDocuments(
  tx: TenantTx,
  feedId: string,
  limit: number,
): Promise<PendingDocument[]> {
  const { rows } = await sql<PendingDocument>`
    select id, url, listed, tries from custom_feed_documents
    where feed_id = ${feedId} and taken is distinct from listed
    order by tries, listed desc, id limit ${limit}`.execute(tx.sql);
  return rows;
}

/** CSAF 2.0, 5.1: a document's file is named after it. */
export const fileNameOf = (trackingId: string): string =>
  `${trackingId.toLowerCase().replace(/[^+\-a-z0-9]+/g, '_')}.json`;

const fileOfUrl = (url: string): string => url.slice(url.lastIndexOf('/') + 1).toLowerCase();

/**
 * Which of these documents were answered with another one's content: by their addresses, where another address that is
 * listed has that document's name.
 */
export async function mistakenDocuments(
  tx: TenantTx,
  feedId: string,
  read: readonly { url: string; trackingId: string }[],
): Promise<Set<string>> {
  const odd = read.filter(({ url, trackingId }) => fileOfUrl(url) !== fileNameOf(trackingId));
  if (odd.length === 0) return new Set();
  const { rows } = await sql<{ file: string }>`
    select distinct file from custom_feed_documents
    where feed_id = ${feedId} and missing_since is null and file = any(${odd.map((one) => fileNameOf(one.trackingId))}::text[])`.execute(
    tx.sql,
  );
  const files = new Set(rows.map(({ file }) => file));
  return new Set(odd.filter((one) => files.has(fileNameOf(one.trackingId))).map(({ url }) => url));
}

/** A document that is done as it was listed, with the incident that it became; null: it was set aside. */
export type TakenDocument = PendingDocument & { externalId: string | null };

/** Notes documents that were taken in. */
export async function markTaken(tx: TenantTx, taken: readonly TakenDocument[]): Promise<void> {
  await sql`
    update custom_feed_documents d set taken = u.listed, tries = 0, external_id = coalesce(u.external_id, d.external_id),
      set_aside_at = case when u.external_id is null then now() end
    from unnest(${taken.map(({ id }) => id)}::uuid[], ${taken.map(({ listed }) => listed)}::text[],
      ${taken.map(({ externalId }) => externalId)}::text[]) as u (id, listed, external_id)
    where d.id = u.id`.execute(tx.sql);
}

/**
 * Documents that were set aside are tried once more with each reading, the longest ago first: a server that was
 * misbehaving may have come to its senses, though no index says so.
 */
export async function retrySetAside(
  tx: TenantTx,
  feedId: string,
  { limit, tries }: { limit: number; tries: number },
): Promise<void> {
  await sql`
    update custom_feed_documents set taken = null, tries = ${tries} where id in (
      select id from custom_feed_documents
      where feed_id = ${feedId} and set_aside_at is not null and missing_since is null and taken = listed
      order by set_aside_at, id limit ${limit})`.execute(tx.sql);
}

/** Documents that could not be had: they go to the end of the queue. */
export async function markFailed(tx: TenantTx, failed: readonly PendingDocument[]): Promise<void> {
  await sql`update custom_feed_documents set tries = tries + 1
    where id = any(${failed.map(({ id }) => id)}::uuid[])`.execute(tx.sql);
}

/** All of a feed's documents are to be taken in anew, or are of no interest any more. */
export async function forgetDocuments(tx: TenantTx, feedId: string): Promise<void> {
  await sql`delete from custom_feed_documents where feed_id = ${feedId}`.execute(tx.sql);
}
