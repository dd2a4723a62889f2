import { Migration } from '@mikro-orm/migrations';

/** Counts over all tenants for the operator's metrics; no row and no tenant shows through. */
export class InstallationCounts extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `create function lookup_counts() returns table (kind text, label text, detail text, count bigint)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select 'incident', incident_type, '', count(*) from security_incidents group by incident_type
     union all
     select 'tracking', phase, '', count(*) from vendor_security_tracking where status <> 'resolved' group by phase
     union all
     select 'delivery', channel, status, count(*) from alert_deliveries group by channel, status
   $$`,
  `revoke all on function lookup_counts() from public`,
  `grant execute on function lookup_counts() to vigil_app`,
  `alter function lookup_counts() owner to vigil_lookup`,
  // How often a feed is asked for decides when it is late.
  `create function lookup_scan_frequencies() returns table (scan_type text, frequency text)
   language sql stable security definer set search_path = pg_catalog, public as $$
     select 'cve', cve_scan_frequency from security_monitoring_configs where cve_monitoring_enabled
     union
     select 'breach', breach_scan_frequency from security_monitoring_configs where breach_monitoring_enabled
     union
     select 'feeds', security_feed_scan_frequency from security_monitoring_configs where security_feed_monitoring_enabled
   $$`,
  `revoke all on function lookup_scan_frequencies() from public`,
  `grant execute on function lookup_scan_frequencies() to vigil_app`,
  `alter function lookup_scan_frequencies() owner to vigil_lookup`,
  ...[
    'security_incidents',
    'vendor_security_tracking',
    'alert_deliveries',
    'security_monitoring_configs',
  ].flatMap((table) => [
    `create policy lookup_counts on ${table} for select to vigil_lookup using (true)`,
    `grant select on ${table} to vigil_lookup`,
  ]),
];
