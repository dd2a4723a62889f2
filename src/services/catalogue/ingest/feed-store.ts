import { sql } from 'kysely';
import type { Database, Tx } from '../../../db/database.ts';
import type { FeedStore, QueuedRecord } from '../../../feeds/definition/define-feed.ts';

/** What a source may ask of what is stored. */
export function feedStore(db: Database, source: string): FeedStore {
  return {
    queued: (limit) => db.withFeedRole((tx) => queued(tx, source, limit)),
    postpone: (externalId, why) => db.withFeedRole((tx) => postpone(tx, source, externalId, why)),
    missing: (since, limit) => db.withFeedRole((tx) => missing(tx, source, since, limit)),
    unscored: (since, after, limit) => db.withFeedRole((tx) => unscored(tx, since, after, limit)),
  };
}

async function queued(tx: Tx, source: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from feed_pending where source = ${source}
    order by queued_at, external_id limit ${limit}`.execute(tx.sql);
  return rows.map((row) => row.external_id);
}

async function postpone(
  tx: Tx,
  source: string,
  externalId: string,
  { malformed }: { malformed: boolean },
): Promise<number> {
  const { rows } = await sql<{ malformed: number }>`
    update feed_pending set queued_at = clock_timestamp(), malformed = malformed + ${malformed ? 1 : 0}
    where source = ${source} and external_id = ${externalId} returning malformed`.execute(tx.sql);
  return rows[0]?.malformed ?? 0;
}

async function missing(tx: Tx, source: string, since: string, limit: number): Promise<string[]> {
  // By chance among the newest, so that one which cannot be had does not stand before all others.
  const { rows } = await sql<{ external_id: string }>`
    select external_id from (
      select external_id from security_incidents
      where tenant_id is null and incident_type = 'cve' and not record_marks ? ${source}
        and coalesce(modified_date, published_date, discovered_date) >= ${since}::timestamptz
      order by coalesce(modified_date, published_date, discovered_date) desc limit 2000) i
    order by random() limit ${limit}`.execute(tx.sql);
  return rows.map((row) => row.external_id);
}

async function unscored(tx: Tx, since: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select i.external_id from security_incidents i left join epss_scores e on e.cve_id = i.external_id
    where i.tenant_id is null and i.incident_type = 'cve' and i.external_id > ${after}
      and coalesce(i.modified_date, i.published_date, i.discovered_date) >= ${since}::timestamptz
      and (e.cve_id is null or e.updated_at < now() - interval '20 hours')
    order by i.external_id limit ${limit}`.execute(tx.sql);
  return rows.map((row) => row.external_id);
}

/** Puts records on the queue, without those that are stored as new as they are said to be. */
export async function enqueue(tx: Tx, source: string, records: readonly QueuedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into feed_pending (source, external_id, queued_at)
    select ${source}, u.external_id, u.queued_at
    from unnest(${records.map((record) => record.externalId)}::text[], ${records.map((record) => record.modifiedDate)}::timestamptz[],
      ${records.map((record) => record.queuedAt)}::timestamptz[]) as u (external_id, modified, queued_at)
    where not exists (
      select from security_incidents i where i.tenant_id is null and i.external_id = u.external_id
      and (i.incident_details -> ${source} ->> 'modifiedDate')::timestamptz >= u.modified)
    on conflict (source, external_id) do nothing`.execute(tx.sql);
}

/** Takes records off the queue; of those that the source turned out not to have it is remembered that they were asked for. */
export async function dequeue(tx: Tx, source: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`delete from feed_pending where source = ${source} and external_id = any(${[...externalIds]}::text[])`.execute(
    tx.sql,
  );
  await sql`
    update security_incidents set record_marks = record_marks || jsonb_build_object(${source}::text, jsonb_build_object('hash', ''))
    where tenant_id is null and external_id = any(${[...externalIds]}::text[]) and not record_marks ? ${source}`.execute(
    tx.sql,
  );
}
