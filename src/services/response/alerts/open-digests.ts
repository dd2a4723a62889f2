import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { Channel } from '../../../domain/vocabulary.ts';

/** What is to be sent now, and when to look again. */
export interface OpenedDigests {
  /** Digests that are not sent yet: those opened now and those of before. */
  digestIds: string[];
  /** When the next one is due, ISO 8601 UTC; null when nothing else is queued. */
  nextAt: string | null;
}

interface Waiting {
  channel: Channel;
  recipient: string;
  /** ISO 8601 UTC. */
  due_at: string;
}

/**
 * Gathers queued deliveries into digests: one for each recipient and channel whose first one was queued an hour ago
 * and whose last digest is an hour old, with everything queued for them. What a digest holds is never added to, so that
 * it may be sent again; a recipient whose digest is not out yet gets no second one. `now` is ISO 8601 UTC.
 */
export async function openDigests(tx: TenantTx, now: string): Promise<OpenedDigests> {
  // A try that was given up may still be running beside this one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert-digest/${tx.tenantId}`}, 0))`.execute(
    tx.sql,
  );
  await dropThoseOfPeopleWhoLeft(tx);
  const waiting = await readWaiting(tx);
  const due = waiting.filter(({ due_at }) => Date.parse(due_at) <= Date.parse(now));
  for (const { channel, recipient } of due) {
    await tx.sql
      .updateTable('alert_deliveries')
      .set({ digest_id: uuidv7() })
      .where('status', '=', 'held')
      .where('digest_id', 'is', null)
      .where('channel', '=', channel)
      .where('recipient', '=', recipient)
      .execute();
  }
  const open = await tx.sql
    .selectFrom('alert_deliveries')
    .select('digest_id')
    .distinct()
    .where('status', '=', 'held')
    .where('digest_id', 'is not', null)
    .orderBy('digest_id')
    .execute();
  const later = waiting.filter((one) => !due.includes(one)).map(({ due_at }) => due_at);
  return { digestIds: open.flatMap(({ digest_id }) => digest_id ?? []), nextAt: later.toSorted()[0] ?? null };
}

/** True while alerts are queued that no digest has brought yet. */
export async function hasQueuedAlerts(tx: TenantTx): Promise<boolean> {
  const queued = await tx.sql
    .selectFrom('alert_deliveries')
    .select('id')
    .where('status', '=', 'held')
    .limit(1)
    .executeTakeFirst();
  return queued !== undefined;
}

async function dropThoseOfPeopleWhoLeft(tx: TenantTx): Promise<void> {
  await sql`
    update alert_deliveries d set status = 'skipped', last_error = 'The recipient left before the digest went out'
    from users u where d.status = 'held' and u.id = d.user_id and not u.is_active`.execute(tx.sql);
}

async function readWaiting(tx: TenantTx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select w.channel, w.recipient, greatest(w.since, (
        select max(sent.sent_at) from alert_deliveries sent
        where sent.digest_id is not null and sent.channel = w.channel and sent.recipient = w.recipient
      )) + interval '1 hour' as due_at
    from (select channel, recipient, min(held_at) as since from alert_deliveries
          where status = 'held' and digest_id is null group by channel, recipient) w
    where not exists (
      select from alert_deliveries open where open.status = 'held' and open.digest_id is not null
        and open.channel = w.channel and open.recipient = w.recipient)`.execute(tx.sql);
  return rows;
}
