import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import type { FetchedRecord } from '../../../domain/incidents/normalized-incident.ts';

/** What is remembered of the record that a stored part was read from. */
export interface ContentHash {
  hash: string;
  /** ISO 8601 UTC, as the source gave it. */
  modified: string | null;
}

export const markOf = (record: FetchedRecord): ContentHash => ({
  hash: record.contentHash,
  modified: record.modifiedDate,
});

/** Of the incidents that are stored: the mark of this source's part, null where it has none. */
export async function readMarks(
  tx: Tx,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, ContentHash | null>> {
  const { rows } = await sql<{ external_id: string; mark: ContentHash | null }>`
    select external_id, record_marks -> ${source} as mark from security_incidents
    where tenant_id is null and external_id = any(${[...externalIds]}::text[])`.execute(tx.sql);
  return new Map(rows.map((row) => [row.external_id, row.mark]));
}

/** Remembers of stored parts which record says the same as they do. */
export async function setMarks(
  tx: Tx,
  source: string,
  rows: readonly { id: string; mark: ContentHash | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update security_incidents s set record_marks = s.record_marks || jsonb_build_object(${source}::text, u.mark::jsonb)
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => JSON.stringify(row.mark))}::text[]) as u (id, mark)
    where s.id = u.id`.execute(tx.sql);
}

/**
 * Moves the dates of stored parts whose content is what it was, as after a source's bulk edit: nothing is read anew
 * and no tenant is told. Rows are locked in external_id order, as every writer does.
 */
export async function touchRecords(tx: Tx, source: string, records: readonly FetchedRecord[]): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map((record) => record.externalId);
  await sql`select from security_incidents where tenant_id is null and external_id = any(${ids}::text[])
    order by external_id for update`.execute(tx.sql);
  // KEV's date is its catalogue's: it dates an incident only while no other source does.
  await sql`
    update security_incidents s set
      modified_date = case when ${source} <> 'kev' or s.incident_details - ${source}::text = '{}' then greatest(s.modified_date, u.modified)
        else s.modified_date end,
      incident_details = jsonb_set(s.incident_details, array[${source}, 'modifiedDate'], to_jsonb(u.modified_text)),
      record_marks = jsonb_set(s.record_marks, array[${source}, 'modified'], to_jsonb(u.modified_text))
    from (select external_id, modified_text, modified_text::timestamptz as modified
      from unnest(${ids}::text[], ${records.map((record) => record.modifiedDate)}::text[]) as u (external_id, modified_text)) as u
    where s.tenant_id is null and s.external_id = u.external_id`.execute(tx.sql);
}
