import { Migration } from '@mikro-orm/migrations';
import { SCAN_TYPES } from '../../domain/vocabulary.ts';
import { oneOf, tenantTable } from './support.ts';

/** A tenant whose scans have stopped is told so, once, and the operator sees how many there are. */
export class LateMonitoring extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  ...tenantTable(
    'monitoring_alarms',
    `scan_type text not null ${oneOf('scan_type', SCAN_TYPES)},
     last_scan_at timestamptz,
     ended_at timestamptz,`,
  ),
  `create unique index monitoring_alarms_open on monitoring_alarms (tenant_id, scan_type) where ended_at is null`,
  `create function lookup_late_monitoring() returns table (scan_type text, count bigint)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select scan_type, count(*) from monitoring_alarms where ended_at is null group by scan_type
   $$`,
  `revoke all on function lookup_late_monitoring() from public`,
  `grant execute on function lookup_late_monitoring() to vigil_app`,
  `alter function lookup_late_monitoring() owner to vigil_lookup`,
  `create policy lookup_counts on monitoring_alarms for select to vigil_lookup using (true)`,
  `grant select (scan_type, ended_at) on monitoring_alarms to vigil_lookup`,
];
