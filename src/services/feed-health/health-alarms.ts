import { v7 as uuidv7 } from 'uuid';
import { sql } from 'kysely';
import type { FeedNews } from '../../contracts/payloads.ts';
import type { Database, TenantTx, Tx } from '../../db/database.ts';
import { ALARMING_VERDICTS, type AlarmingVerdict, type FeedVerdict } from '../../domain/feeds/feed-health.ts';
import type { ScanType } from '../../domain/vocabulary.ts';
import { feedNamed } from '../../feeds/registry.ts';
import { findRecipients } from '../response/alerts/find-recipients.ts';
import { postMessages } from '../response/alerts/post-messages.ts';
import { readFeedHealth, type FeedHealth } from './health.ts';

const isAlarming = (verdict: FeedVerdict): verdict is AlarmingVerdict =>
  (ALARMING_VERDICTS as readonly FeedVerdict[]).includes(verdict);

/** A page that succeeded in between is no cure: the source is to have been read to its end. */
const isWell = ({ facts, judgement }: FeedHealth): boolean =>
  judgement.verdict === 'healthy' && facts.failingSince === null;

const end = (tx: Tx, id: string, healed: boolean) =>
  sql`update feed_alarms set ended_at = now(), healed = ${healed} where id = ${id}`.execute(tx.sql);

async function follow(tx: Tx, health: FeedHealth, open: { id: string; verdict: string } | undefined) {
  const { verdict, alarming, reason, advice } = health.judgement;
  if (alarming && isAlarming(verdict) && open?.verdict !== verdict) {
    if (open !== undefined) await end(tx, open.id, false);
    await sql`
      insert into feed_alarms (id, source, verdict, reason, advice)
      values (${uuidv7()}, ${health.feed.source}, ${verdict}, ${reason}, ${advice ?? ''})
      on conflict (source) where ended_at is null do nothing`.execute(tx.sql);
  } else if (open !== undefined && isWell(health)) await end(tx, open.id, true);
}

/**
 * Compares how the feeds are with the alarms that are open: raises one where trouble has begun, ends those whose
 * trouble is over. Returns what nobody was told yet, whenever it happened.
 */
export async function followFeedHealth(db: Database): Promise<FeedNews[]> {
  const health = await db.withoutTenant(readFeedHealth);
  return db.withFeedRole(async (tx) => {
    const open = await tx.sql
      .selectFrom('feed_alarms')
      .select(['id', 'source', 'verdict'])
      .where('ended_at', 'is', null)
      .execute();
    const bySource = new Map(open.map((alarm) => [alarm.source, alarm]));
    for (const one of health) await follow(tx, one, bySource.get(one.feed.source));
    // Of what was over before anybody heard of it, nobody needs to hear.
    const { rows } = await sql<FeedNews>`
      select id as "alarmId", case when ended_at is null then 'raised' else 'healed' end as kind, source, verdict,
        reason, advice
      from feed_alarms where ended_at is null and not raised_told or raised_told and healed and not ended_told
      order by raised_at, id`.execute(tx.sql);
    return rows;
  });
}

/** Notes what every tenant has been told. */
export async function settleFeedNews(db: Database, alarms: readonly FeedNews[]): Promise<void> {
  const idsOf = (kind: FeedNews['kind']) =>
    alarms.filter((one) => one.kind === kind).map(({ alarmId }) => alarmId);
  await db.withFeedRole(async (tx) => {
    await sql`update feed_alarms set raised_told = true where id = any(${idsOf('raised')}::uuid[])`.execute(
      tx.sql,
    );
    await sql`update feed_alarms set ended_told = true where id = any(${idsOf('healed')}::uuid[])`.execute(
      tx.sql,
    );
  });
}

const HEADLINES: Record<AlarmingVerdict, string> = {
  failing: 'cannot be read',
  stale: 'is late',
  empty: 'brings nothing new',
  drifting: 'names fewer vendors than before',
};

/** The scan types that a tenant has switched on; none without a configuration. */
async function monitoredTypes(tx: TenantTx): Promise<ReadonlySet<ScanType>> {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select(['cve_monitoring_enabled', 'breach_monitoring_enabled', 'security_feed_monitoring_enabled'])
    .executeTakeFirst();
  return new Set<ScanType>([
    ...(config?.cve_monitoring_enabled ? (['cve'] as const) : []),
    ...(config?.breach_monitoring_enabled ? (['breach'] as const) : []),
    ...(config?.security_feed_monitoring_enabled ? (['feeds'] as const) : []),
  ]);
}

/** Tells a tenant's admins, in the product and once each, of the feeds that it monitors. */
export async function tellFeedNews(tx: TenantTx, alarms: readonly FeedNews[]): Promise<void> {
  const types = await monitoredTypes(tx);
  const concerning = alarms.filter(({ source }) => types.has(feedNamed(source).scanType));
  if (concerning.length === 0) return;
  const admins = await findRecipients(tx, { recipient_type: 'role', recipient_ids: ['admin'] });
  for (const { alarmId, kind, source, verdict, reason, advice } of concerning) {
    const { title } = feedNamed(source);
    const raised = kind === 'raised';
    await postMessages(
      tx,
      admins.map(({ id }) => id),
      {
        alertId: null,
        title: raised ? `Feed ${title} ${HEADLINES[verdict]}` : `Feed ${title} is well again`,
        body: raised ? `${reason} ${advice}`.trim() : `It is read as before. What was wrong: ${reason}`,
        actionUrl: '/feeds',
        onceKey: (userId) => `feed-alarm/${alarmId}/${kind}/${userId}`,
      },
    );
  }
}
