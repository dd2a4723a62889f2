import { sql } from 'kysely';
import type { Database, TenantTx } from '../../../db/database.ts';
import type { MonitoringSwitches } from '../../../domain/feeds/scan-frequency.ts';
import { SCAN_TYPES, type ScanType } from '../../../domain/vocabulary.ts';

/** A tenant as the Schedules see it; `config` is null where there is none. */
export interface MonitoredTenant {
  config: MonitoringSwitches | null;
  neverScanned: ScanType[];
}

/** A tenant with what decides when it is scanned. */
export async function readMonitoredTenant(tx: TenantTx): Promise<MonitoredTenant> {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select([
      'cve_monitoring_enabled',
      'breach_monitoring_enabled',
      'security_feed_monitoring_enabled',
      'cve_scan_frequency',
      'breach_scan_frequency',
      'security_feed_scan_frequency',
      'timezone',
    ])
    .executeTakeFirst();
  const scanned = await tx.sql.selectFrom('tenant_watermarks').select('scan_type').execute();
  const done = new Set(scanned.map((row) => row.scan_type));
  return {
    config: config ?? null,
    neverScanned: config ? SCAN_TYPES.filter((type) => !done.has(type)) : [],
  };
}

/** The ids of the next tenants after one (null: from the first on), at most `limit`, in their order. */
export async function readTenantPage(
  db: Database,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await db.withoutTenant((tx) =>
    sql<{ id: string }>`
      select id from lookup_tenants() where ${after}::uuid is null or id > ${after}::uuid
      order by id limit ${limit}`.execute(tx.sql),
  );
  return rows.map(({ id }) => id);
}
