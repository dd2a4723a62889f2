import { sql, type RawBuilder } from 'kysely';
import type { Database, Tx } from '../../../db/database.ts';
import { KEPT_HOURS } from '../../access/idempotency/idempotency.ts';

/** Days that a finished scan is shown. */
export const SCANS_KEPT_DAYS = 180;
/** Days after which a record that was set aside, and has not come back since, is forgotten. */
export const REJECTS_KEPT_DAYS = 180;

/** Days for which it is known what each feed brought, and what was wrong with it. */
export const FEED_HISTORY_KEPT_DAYS = 400;

/** Days that a rule from a false positive is still shown once it has expired. */
export const EXPIRED_RULES_KEPT_DAYS = 90;

/** Hours after which a host's turn is of no use any more. */
const HOSTS_KEPT_HOURS = 24;

/** Rows deleted by one transaction: short enough that nobody waits for it. */
const BATCH = 1_000;

/** What of one tenant was deleted. */
export interface PurgedTenant {
  idempotencyKeys: number;
  sessions: number;
  scans: number;
}

type RunInTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

async function deleteAll(
  run: RunInTransaction,
  table: string,
  expired: RawBuilder<unknown>,
  signal: AbortSignal,
): Promise<number> {
  const name = sql.table(table);
  for (let deleted = 0; ;) {
    signal.throwIfAborted();
    const { numAffectedRows = 0n } = await run((tx) =>
      sql`delete from ${name} where id in (select id from ${name} where ${expired} limit ${BATCH})`.execute(
        tx.sql,
      ),
    );
    deleted += Number(numAffectedRows);
    if (numAffectedRows < BATCH) return deleted;
  }
}

/** Deletes what has expired of a tenant, in small transactions; the signal ends it between two of them. */
export async function purgeTenant(
  db: Database,
  tenantId: string,
  signal: AbortSignal,
): Promise<PurgedTenant> {
  const run: RunInTransaction = (work) => db.withTenant(tenantId, work);
  const longOver = sql`ended_at < now() - make_interval(days => ${FEED_HISTORY_KEPT_DAYS})`;
  await deleteAll(run, 'custom_feed_alarms', longOver, signal);
  // What an expired rule suppressed is not looked at again, as it would be for an undone rule.
  const forgotten = sql`verdict = 'false_positive'
    and expires_at < now() - make_interval(days => ${EXPIRED_RULES_KEPT_DAYS})`;
  const ofForgotten = sql`rule_id in (select id from match_feedback where ${forgotten})`;
  await deleteAll(run, 'match_suppressions', ofForgotten, signal);
  await deleteAll(run, 'match_feedback', forgotten, signal);
  return {
    idempotencyKeys: await deleteAll(
      run,
      'idempotency_keys',
      sql`created_at < now() - make_interval(hours => ${KEPT_HOURS})`,
      signal,
    ),
    sessions: await deleteAll(run, 'sessions', sql`expires_at < now()`, signal),
    scans: await deleteAll(
      run,
      'scans',
      sql`started_at < now() - make_interval(days => ${SCANS_KEPT_DAYS})
          and finished_at < now() - make_interval(days => ${SCANS_KEPT_DAYS})`,
      signal,
    ),
  };
}

/** Deletes the records set aside long ago; how many. */
export async function purgeRejects(db: Database, signal: AbortSignal): Promise<number> {
  const old = sql`updated_at < now() - make_interval(days => ${REJECTS_KEPT_DAYS})`;
  return deleteAll((work) => db.withFeedRole(work), 'feed_rejects', old, signal);
}

/** Deletes what is known of feeds of long ago; how many days of feeds. A handful of rows a day. */
export async function purgeFeedDays(db: Database): Promise<number> {
  return db.withFeedRole(async (tx) => {
    await sql`delete from feed_alarms where ended_at < now() - make_interval(days => ${FEED_HISTORY_KEPT_DAYS})`.execute(
      tx.sql,
    );
    const { numAffectedRows = 0n } = await sql`
      delete from feed_days where day < (now() at time zone 'utc')::date - ${FEED_HISTORY_KEPT_DAYS}::integer`.execute(
      tx.sql,
    );
    return Number(numAffectedRows);
  });
}

/** Deletes the turns of hosts of custom feeds that nobody has asked for a day; how many hosts. */
export async function purgeFeedHosts(db: Database): Promise<number> {
  return db.withFeedRole(async (tx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from feed_hosts where next_at < now() - make_interval(hours => ${HOSTS_KEPT_HOURS})`.execute(
      tx.sql,
    );
    return Number(numAffectedRows);
  });
}

/** Deletes the counts of requests of windows long ended; how many. */
export async function purgeRequestCounts(db: Database): Promise<number> {
  return db.withoutTenant(async (tx) => {
    const { numAffectedRows = 0n } = await sql`
      delete from request_counts where window_start < now() - make_interval(hours => 1)`.execute(tx.sql);
    return Number(numAffectedRows);
  });
}
