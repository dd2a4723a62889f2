import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import type { ListedDocument } from '../../feeds/custom/csaf-index.ts';

/** A document that its index lists and that is not taken in as it is listed. */
export interface PendingDocument {
  id: string;
  url: string;
  listed: string;
  tries: number;
}

const CHUNK = 2_000;

/** Notes what the indexes list now; a document whose date moved is to be taken in again. */
export async function listDocuments(
  tx: TenantTx,
  feedId: string,
  documents: readonly ListedDocument[],
): Promise<void> {
  for (let from = 0; from < documents.length; from += CHUNK) {
    const rows = documents.slice(from, from + CHUNK);
    await sql`
      insert into custom_feed_documents as d (id, tenant_id, feed_id, url, listed)
      select u.id, ${tx.tenantId}, ${feedId}, u.url, u.listed
      from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map(({ url }) => url)}::text[],
        ${rows.map(({ changed }) => changed ?? '')}::text[]) as u (id, url, listed) order by u.url
      on conflict (feed_id, url) do update set listed = excluded.listed, tries = 0
      where d.listed is distinct from excluded.listed`.execute(tx.q);
  }
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
    order by tries, listed desc, id limit ${limit}`.execute(tx.q);
  return rows;
}

/** Documents that were taken in (or given up) as they were listed. */
export async function markTaken(tx: TenantTx, taken: readonly PendingDocument[]): Promise<void> {
  await sql`
    update custom_feed_documents d set taken = u.listed, tries = 0
    from unnest(${taken.map(({ id }) => id)}::uuid[], ${taken.map(({ listed }) => listed)}::text[]) as u (id, listed)
    where d.id = u.id`.execute(tx.q);
}

/** Documents that could not be had: they go to the end of the queue. */
export async function markFailed(tx: TenantTx, failed: readonly PendingDocument[]): Promise<void> {
  await sql`update custom_feed_documents set tries = tries + 1
    where id = any(${failed.map(({ id }) => id)}::uuid[])`.execute(tx.q);
}

/** All of a feed's documents are to be taken in anew, or are of no interest any more. */
export async function forgetDocuments(tx: TenantTx, feedId: string): Promise<void> {
  await sql`delete from custom_feed_documents where feed_id = ${feedId}`.execute(tx.q);
}
