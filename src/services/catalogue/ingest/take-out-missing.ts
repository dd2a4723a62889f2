import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import { mergeIncident } from '../../../domain/incidents/merge-incident.ts';
import { takenOut } from '../../../domain/incidents/take-out.ts';
import { lockShared, updateShared } from './incident-rows.ts';

/** Shared incidents with a part of this source, not taken out yet, that its list does not name. */
async function readMissing(tx: Tx, source: string, listed: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from security_incidents
    where tenant_id is null and record_marks -> ${source} ->> 'hash' <> ''
      and not external_id = any(${[...listed]}::text[])`.execute(tx.sql);
  return rows.map((row) => row.external_id);
}

/**
 * Takes out what a source's whole list does not name any more: that source's part says nothing from then on, while the
 * incident stays as the other sources have it. Returns how many incidents changed by that.
 */
export async function takeOutMissing(
  tx: Tx,
  source: string,
  { listed, asOf }: { listed: readonly string[]; asOf: string },
): Promise<number> {
  const missing = await readMissing(tx, source, listed);
  if (missing.length === 0) return 0;
  const stored = await lockShared(tx, missing);
  const rows = [...stored].flatMap(([, { id, parts, fingerprint }]) => {
    const part = parts[source];
    if (part === undefined || (part.modifiedDate ?? '') > asOf) return [];
    const merged = mergeIncident({ ...parts, [source]: takenOut(part, asOf) });
    // Without its mark, the record is read anew should the source list it again.
    return [{ id, merged, source, mark: null, changed: merged.fingerprint !== fingerprint }];
  });
  const changed = rows.filter((row) => row.changed);
  await updateShared(tx, changed, { changed: true });
  await updateShared(
    tx,
    rows.filter((row) => !row.changed),
    { changed: false },
  );
  return changed.length;
}
