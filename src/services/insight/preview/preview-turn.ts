/** One preview of a tenant at a time, whichever API process it reached. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { RunInTenant } from './preview-config.ts';

/**
 * Runs `work` if no other preview of the tenant runs; undefined when one does. A turn ends with the work, at the
 * latest after `mostMs`: no transaction is held meanwhile, and a killed process holds nobody up for longer.
 */
export async function inPreviewTurn<T>(
  run: RunInTenant,
  mostMs: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const turn = uuidv7();
  const until = sql`clock_timestamp() + make_interval(secs => ${mostMs / 1000})`;
  const { rows } = await run((tx) =>
    sql`insert into config_preview_turns as running (tenant_id, turn, until)
        values (${tx.tenantId}, ${turn}, ${until})
        on conflict (tenant_id) do update set turn = excluded.turn, until = excluded.until
          where running.until < clock_timestamp()
        returning turn`.execute(tx.sql),
  );
  if (rows.length === 0) return undefined;
  try {
    return await work();
  } finally {
    await run((tx) => sql`delete from config_preview_turns where turn = ${turn}`.execute(tx.sql));
  }
}
