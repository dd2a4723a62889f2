import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import {
  CUSTOM_FEED_TROUBLES,
  type CustomFeedTrouble,
  type CustomFeedVerdict,
} from '../../../domain/feeds/custom-feed-health.ts';
import { findRecipients } from '../../response/alerts/find-recipients.ts';
import { postMessages } from '../../response/alerts/post-messages.ts';
import { HEALTH_COLUMNS, judgeRow, type JudgedRow } from './custom-health.ts';

/** Something about a tenant's feed that its admins were told. */
export interface CustomFeedUpdate {
  kind: 'raised' | 'healed';
  feedId: string;
  verdict: CustomFeedTrouble;
}

interface Row extends JudgedRow {
  id: string;
  name: string;
}

interface OpenAlarm {
  id: string;
  feed_id: string;
  verdict: CustomFeedTrouble;
  reason: string;
}

const HEADLINES: Record<CustomFeedTrouble, string> = {
  failing: 'cannot be read',
  stale: 'is late',
  empty: 'has no entries any more',
};

const isTrouble = (verdict: CustomFeedVerdict): verdict is CustomFeedTrouble =>
  (CUSTOM_FEED_TROUBLES as readonly CustomFeedVerdict[]).includes(verdict);

const end = (tx: TenantTx, id: string, healed: boolean) =>
  sql`update custom_feed_alarms set ended_at = now(), healed = ${healed} where id = ${id}`.execute(tx.sql);

/** Opens an alarm; false when somebody did meanwhile. */
async function raise(tx: TenantTx, alarm: OpenAlarm): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into custom_feed_alarms (id, tenant_id, feed_id, verdict, reason)
    values (${alarm.id}, ${tx.tenantId}, ${alarm.feed_id}, ${alarm.verdict}, ${alarm.reason})
    on conflict (feed_id) where ended_at is null do nothing`.execute(tx.sql);
  return numAffectedRows === 1n;
}

/** The admins hear of it in the product, once each. */
async function tell(tx: TenantTx, { id, name }: Row, kind: CustomFeedUpdate['kind'], alarm: OpenAlarm) {
  const admins = await findRecipients(tx, { recipient_type: 'role', recipient_ids: ['admin'] });
  const raised = kind === 'raised';
  await postMessages(
    tx,
    admins.map((admin) => admin.id),
    {
      alertId: null,
      title: `Custom feed ${name} ${raised ? HEADLINES[alarm.verdict] : 'is well again'}`,
      body: raised ? alarm.reason : `It is read as before. What was wrong: ${alarm.reason}`,
      actionUrl: `/custom-feeds/${id}`,
      onceKey: (userId) => `custom-feed-alarm/${alarm.id}/${kind}/${userId}`,
    },
  );
}

async function follow(tx: TenantTx, row: Row, open: OpenAlarm | undefined): Promise<CustomFeedUpdate[]> {
  const { verdict, reason, alarming } = judgeRow(row);
  if (alarming && isTrouble(verdict) && row.scan_frequency !== null && open?.verdict !== verdict) {
    if (open !== undefined) await end(tx, open.id, false);
    const alarm = { id: uuidv7(), feed_id: row.id, verdict, reason };
    if (!(await raise(tx, alarm))) return [];
    await tell(tx, row, 'raised', alarm);
    return [{ kind: 'raised', feedId: row.id, verdict }];
  }
  if (open === undefined) return [];
  // One that is read no more needs nobody's attention; a page that succeeded is no cure: it is to be read to its end.
  if (verdict === 'off') await end(tx, open.id, false);
  if (verdict !== 'healthy' || row.failing_since !== null) return [];
  await end(tx, open.id, true);
  await tell(tx, row, 'healed', open);
  return [{ kind: 'healed', feedId: row.id, verdict: open.verdict }];
}

/**
 * Compares how a tenant's own feeds are with what its admins were told: tells them, in one transaction, where trouble
 * has begun and where it is over. Doing it again tells nobody anything. Returns what they were told.
 */
export async function followCustomFeeds(tx: TenantTx): Promise<CustomFeedUpdate[]> {
  const { rows } = await sql<Row>`
    select f.id, f.name, f.enabled, f.created_at, f.fresh_until, f.failures, f.failing_since, f.last_error,
      ${HEALTH_COLUMNS}
    from custom_feeds f where f.deleted_at is null order by f.id`.execute(tx.sql);
  const open = await tx.sql
    .selectFrom('custom_feed_alarms')
    .select(['id', 'feed_id', 'verdict', 'reason'])
    .where('ended_at', 'is', null)
    .execute();
  const byFeed = new Map(open.map((alarm) => [alarm.feed_id, alarm]));
  const changes: CustomFeedUpdate[] = [];
  for (const row of rows) {
    changes.push(...(await follow(tx, row, byFeed.get(row.id))));
    byFeed.delete(row.id);
  }
  for (const { id } of byFeed.values()) await end(tx, id, false);
  return changes;
}
