import { sql } from 'kysely';
import type { MonitoringCycleInput } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import { WINDOW_DAYS, windowStart } from '../../../domain/feeds/scan-windows.ts';
import { SCAN_TYPES, type ScanType } from '../../../domain/vocabulary.ts';
import { recordAudit, SYSTEM } from '../../access/audit/record.ts';

export interface BeginScanInput extends Pick<
  MonitoringCycleInput,
  'scanType' | 'kind' | 'daysBack' | 'requestedBy'
> {
  scanId: string;
  workflowId: string;
  runId: string;
  /** Instead of the usual windows, of every scan type. */
  firstScanDaysBack: number | undefined;
}

/** What a scan is to cover. */
export interface BegunScan {
  /** Each scan type that is switched on, with how far back its sources must be covered (ISO 8601). */
  parts: { scanType: ScanType; since: string }[];
  now: string;
}

async function readConfig(tx: TenantTx) {
  return tx.sql
    .selectFrom('security_monitoring_configs')
    .select(['cve_monitoring_enabled', 'breach_monitoring_enabled', 'security_feed_monitoring_enabled'])
    .executeTakeFirst();
}

async function insertScan(tx: TenantTx, input: BeginScanInput, error: string | null): Promise<void> {
  const row = {
    scan_type: input.scanType,
    kind: input.kind,
    status: error === null ? ('running' as const) : ('failed' as const),
    days_back: input.daysBack ?? null,
    workflow_id: input.workflowId,
    run_id: input.runId,
    error,
    requested_by: input.requestedBy ?? null,
    ...(error === null ? {} : { finished_at: sql<string>`now()` }),
  };
  await tx.sql
    .insertInto('scans')
    .values({ id: input.scanId, tenant_id: tx.tenantId, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/**
 * Opens the scan's row and says what it has to cover. Null without a configuration: a scan that a person asked for
 * is then recorded as failed, a scheduled one leaves nothing.
 */
export async function beginScan(tx: TenantTx, input: BeginScanInput): Promise<BegunScan | null> {
  const config = await readConfig(tx);
  if (!config) {
    if (input.kind !== 'scheduled') await insertScan(tx, input, 'There is no monitoring configuration');
    return null;
  }
  await insertScan(tx, input, null);
  await recordAudit(tx, SYSTEM, {
    action: 'scan.start',
    targetType: 'scan',
    targetId: input.scanId,
    after: { scan_type: input.scanType, kind: input.kind, days_back: input.daysBack ?? null },
  });
  const enabled: Record<ScanType, boolean> = {
    cve: config.cve_monitoring_enabled,
    breach: config.breach_monitoring_enabled,
    feeds: config.security_feed_monitoring_enabled,
  };
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx.sql);
  const now = rows[0]?.now ?? new Date().toISOString();
  const parts = SCAN_TYPES.filter(
    (type) => enabled[type] && (input.scanType === 'all' || input.scanType === type),
  ).map((scanType) => ({
    scanType,
    since: windowStart(now, Math.max(input.daysBack ?? 0, input.firstScanDaysBack ?? WINDOW_DAYS[scanType])),
  }));
  return { parts, now };
}
