import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { AlertPlan } from '../../../domain/response/response-plan.ts';

/**
 * The tenant's budget of alerts an hour, if it is spent and the alert is to wait for the digest; null when it goes at
 * once. Urgent ones always do, and count. What counts is alerts of the 60 minutes before `at` (the workflow's time,
 * ISO 8601) that went outside the product by themselves: however many groups one had, it is one. Locks out the
 * tenant's other alerts until the transaction ends, so that several at once do not overspend.
 */
export async function spentBudget(
  tx: TenantTx,
  { priority, channels }: Pick<AlertPlan, 'priority' | 'channels'>,
  at: string,
): Promise<number | null> {
  if (priority === 'URGENT' || channels.every((channel) => channel === 'in_app')) return null;
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select('alert_budget_per_hour')
    .executeTakeFirst();
  const budget = config?.alert_budget_per_hour ?? null;
  if (budget === null) return null;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert-budget/${tx.tenantId}`}, 0))`.execute(
    tx.sql,
  );
  const { rows } = await sql<{ spent: number }>`
    select count(distinct (a.vendor_tracking_id, a.response_no, regexp_replace(a.effect, '/[0-9]+$', ''))) as spent
    from security_alerts a
    where a.raised_at > ${at}::timestamptz - interval '1 hour' and exists (
      select from alert_deliveries d
      where d.alert_id = a.id and d.channel <> 'in_app' and d.held_at is null and d.status in ('pending', 'sent'))`.execute(
    tx.sql,
  );
  return (rows[0]?.spent ?? 0) >= budget ? budget : null;
}
