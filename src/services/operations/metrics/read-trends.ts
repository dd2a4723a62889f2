import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';

/** One day (UTC) of the tenant's history; `open` at its end. */
export interface TrendDay {
  id: string;
  date: string;
  incidents: number;
  matched: number;
  qualified: number;
  resolved: number;
  false_positives: number;
  open: number;
}

/** A row a day, oldest first, today included; of one vendor where it is given. */
export async function readTrends(tx: TenantTx, days: number, vendorId?: string): Promise<TrendDay[]> {
  const ours = vendorId === undefined ? sql`true` : sql`t.vendor_id = ${vendorId}`;
  const day = (column: string) => sql.raw(`(${column} at time zone 'UTC')::date`);
  const { rows } = await sql<TrendDay>`
    with days as (
      select d::date as date from generate_series(
        (now() at time zone 'UTC')::date - (${days}::int - 1), (now() at time zone 'UTC')::date, '1 day') d
    ),
    first as (select min(date)::timestamp at time zone 'UTC' as at from days),
    t as (select t.* from vendor_security_tracking t where ${ours}),
    events as (
      select ${day('e.occurred_at')} as date,
        count(*) filter (where e.kind = 'qualified') as qualified,
        count(*) filter (where e.kind = 'resolved') as resolved,
        count(*) filter (where e.kind = 'resolved' and e.detail ->> 'resolution_type' = 'false_positive') as false_positives,
        count(*) filter (where e.kind = 'reopened') as reopened
      from tracking_events e join t on t.id = e.tracking_id
      where e.kind in ('qualified', 'resolved', 'reopened') and e.occurred_at >= (select at from first) group by 1
    ),
    matches as (
      select ${day('t.created_at')} as date, count(*) as matched from t
      where t.created_at >= (select at from first) group by 1
    ),
    incidents as (
      select ${day('i.discovered_date')} as date, count(*) as incidents from security_incidents i
      where i.discovered_date >= (select at from first)
        and (${vendorId === undefined} or i.id in (select incident_id from t)) group by 1
    ),
    now_open as (select count(*) as n from t where t.status <> 'resolved'),
    joined as (
      select d.date, coalesce(i.incidents, 0) as incidents, coalesce(m.matched, 0) as matched,
        coalesce(e.qualified, 0) as qualified, coalesce(e.resolved, 0) as resolved,
        coalesce(e.false_positives, 0) as false_positives,
        coalesce(m.matched, 0) + coalesce(e.reopened, 0) - coalesce(e.resolved, 0) as more
      from days d left join events e using (date) left join matches m using (date) left join incidents i using (date)
    )
    select date::text as id, date::text as date, incidents, matched, qualified, resolved, false_positives,
      greatest(0, (select n from now_open)
        - coalesce(sum(more) over (order by date desc rows between unbounded preceding and 1 preceding), 0))::bigint as open
    from joined order by date`.execute(tx.sql);
  return rows;
}
