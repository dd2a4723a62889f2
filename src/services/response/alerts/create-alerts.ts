import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { AlertPlan } from '../../../domain/response/response-plan.ts';
import type { RecipientGroup } from '../../../domain/response/response-config.ts';
import type { Channel } from '../../../domain/vocabulary.ts';
import type { TimelineEntry } from '../record/timeline.ts';
import { spentBudget } from './alert-budget.ts';
import { findRecipients, type Person } from './find-recipients.ts';
import { postMessages } from './post-messages.ts';

export interface NewAlert {
  trackingId: string;
  incidentId: string;
  responseNo: number;
  /** Which effect of the response it is; unique within it. */
  effect: string;
  plan: AlertPlan;
  actionUrl: string;
  /** ISO 8601 UTC. */
  at: string;
}

interface Group extends RecipientGroup {
  people: Person[];
}

interface Delivery {
  channel: Channel;
  recipient: string;
  userId: string | null;
}

const ADMINS: RecipientGroup = { recipient_type: 'role', recipient_ids: ['admin'] };

/**
 * Writes one alert per recipient group with its deliveries; in-app messages are delivered by it. A person in several
 * groups gets one delivery per channel, with the first of them; when the groups hold nobody, admins are told instead.
 * Beyond the tenant's alert budget, what would leave the product is queued for the next digest.
 */
export async function createAlerts(
  tx: TenantTx,
  alert: NewAlert,
): Promise<{ ids: string[]; entry: TimelineEntry }> {
  const budget = await spentBudget(tx, alert.plan, alert.at);
  const queuedAt = budget === null ? null : alert.at;
  const told = new Set<string>();
  const ids: string[] = [];
  for (const [index, group] of (await groupsOf(tx, alert.plan)).entries()) {
    const id = uuidv7();
    const fresh = group.people.filter((person) => !told.has(person.id));
    fresh.forEach((person) => told.add(person.id));
    await insertAlert(tx, alert, group, id, index);
    await insertDeliveries(tx, alert, id, deliveriesOf(alert.plan.channels, fresh, index === 0), queuedAt);
    if (alert.plan.channels.includes('in_app')) await deliverInApp(tx, alert, id, fresh);
    ids.push(id);
  }
  const { type, severity, channels, groups } = alert.plan;
  const detail = {
    alert_ids: ids,
    alert_type: type,
    severity,
    channels,
    recipients: groups,
    people: told.size,
    ...(budget !== null && {
      budget,
      reason: `More alerts within an hour than the budget of ${budget}: outside the product it comes with the next digest`,
    }),
  };
  return {
    ids,
    entry: {
      kind: budget === null ? 'alert_sent' : 'alert_held',
      detail,
      audit: {
        action: 'alert.create',
        targetType: 'security_alert',
        ...(ids[0] && { targetId: ids[0] }),
        after: detail,
      },
    },
  };
}

async function groupsOf(tx: TenantTx, plan: AlertPlan): Promise<Group[]> {
  const groups: Group[] = [];
  for (const group of plan.groups) groups.push({ ...group, people: await findRecipients(tx, group) });
  const reached = groups.some(({ people }) => people.length > 0);
  return reached ? groups : [...groups, { ...ADMINS, people: await findRecipients(tx, ADMINS) }];
}

/** E-mail and in-app go to each person; a chat channel hears of it once. */
function deliveriesOf(channels: readonly Channel[], people: readonly Person[], first: boolean): Delivery[] {
  return channels.flatMap((channel): Delivery[] => {
    if (channel === 'email' || channel === 'in_app') {
      return people.map(({ id, email }) => ({ channel, recipient: email, userId: id }));
    }
    return first ? [{ channel, recipient: 'channel', userId: null }] : [];
  });
}

async function insertAlert(
  tx: TenantTx,
  alert: NewAlert,
  group: Group,
  id: string,
  index: number,
): Promise<void> {
  const { plan } = alert;
  const delivered = plan.channels.includes('in_app') && group.people.length > 0;
  await tx.sql
    .insertInto('security_alerts')
    .values({
      id,
      tenant_id: tx.tenantId,
      incident_id: alert.incidentId,
      vendor_tracking_id: alert.trackingId,
      response_no: alert.responseNo,
      effect: `${alert.effect}/${index}`,
      alert_type: plan.type,
      severity: plan.severity,
      priority: plan.priority,
      title: plan.title,
      message: plan.message,
      recipient_type: group.recipient_type,
      recipient_ids: group.recipient_ids,
      raised_at: alert.at,
      ...(delivered && { status: 'sent' as const, sent_at: alert.at, channels_sent: ['in_app' as const] }),
    })
    .execute();
}

async function insertDeliveries(
  tx: TenantTx,
  alert: NewAlert,
  alertId: string,
  deliveries: readonly Delivery[],
  queuedAt: string | null,
): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.sql
    .insertInto('alert_deliveries')
    .values(
      deliveries.map(({ channel, recipient, userId }) => ({
        id: uuidv7(),
        tenant_id: tx.tenantId,
        alert_id: alertId,
        channel,
        recipient,
        user_id: userId,
        once_key: onceKey(alert, channel, userId ?? recipient),
        ...(channel === 'in_app'
          ? { status: 'sent' as const, attempts: 1, sent_at: alert.at }
          : queuedAt !== null && { status: 'held' as const, held_at: queuedAt }),
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'once_key']).doNothing())
    .execute();
}

async function deliverInApp(
  tx: TenantTx,
  alert: NewAlert,
  alertId: string,
  people: readonly Person[],
): Promise<void> {
  await postMessages(
    tx,
    people.map(({ id }) => id),
    {
      alertId,
      title: alert.plan.title,
      body: alert.plan.message,
      actionUrl: alert.actionUrl,
      onceKey: (userId) => onceKey(alert, 'in_app', userId),
    },
  );
}

/** The same effect reaches the same recipient through the same channel once, whatever is tried again. */
const onceKey = (alert: NewAlert, channel: Channel, recipient: string): string =>
  `${alert.trackingId}/${alert.responseNo}/${alert.effect}/${channel}/${recipient}`;
