import { cut } from '../../../domain/text/cut.ts';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AskedFeed, CycleCounts, CycleProgress } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import type { ScanFeed } from '../../../db/entities/incidents.ts';
import { json } from '../../../db/parsers.ts';
import { recordAudit, SYSTEM } from '../../access/audit/record.ts';
import { readAllFreshness } from '../../custom-feeds/health/custom-freshness.ts';

/** What a scan says of its sources: what they brought since they were asked, and why one is not fresh. */
async function feedsOf(tx: TenantTx, asked: readonly AskedFeed[]): Promise<ScanFeed[]> {
  const states = await readAllFreshness(tx, asked);
  return states.map(({ source, fresh, error, totals }, position) => {
    const { totals: before = totals, name } = asked[position] ?? {};
    return {
      source,
      ...(name === undefined ? {} : { name }),
      fresh,
      new: totals.new - before.new,
      changed: totals.changed - before.changed,
      rejected: totals.rejected - before.rejected,
      ...(fresh || error === null ? {} : { error }),
    };
  });
}

const countsOf = (counts: CycleCounts) => ({
  incidents_considered: counts.considered,
  incidents_held: counts.held,
  matches: counts.matches,
  responses_started: counts.responses,
});

/** Moves the watermarks forward; another cycle that went further wins. */
async function advance(tx: TenantTx, watermarks: CycleProgress['watermarks']): Promise<void> {
  for (const [scanType, watermark] of Object.entries(watermarks)) {
    await sql`
      insert into tenant_watermarks as w (id, tenant_id, scan_type, watermark)
      values (${uuidv7()}, ${tx.tenantId}, ${scanType}, ${watermark}::xid8)
      on conflict (tenant_id, scan_type) do update set watermark = excluded.watermark
      where w.watermark < excluded.watermark`.execute(tx.sql);
  }
}

/** Closes the scan's row, and only now moves the watermarks: a cycle that fails is made again from where it began. */
export async function finishScan(
  tx: TenantTx,
  progress: Pick<CycleProgress, 'scanId' | 'watermarks' | 'counts' | 'feeds'>,
): Promise<void> {
  const feeds = await feedsOf(tx, progress.feeds);
  await advance(tx, progress.watermarks);
  await tx.sql
    .updateTable('scans')
    .set({
      status: 'completed',
      finished_at: sql<string>`now()`,
      feeds: json(feeds),
      ...countsOf(progress.counts),
    })
    .where('id', '=', progress.scanId)
    .execute();
  await tx.sql
    .updateTable('security_monitoring_configs')
    .set({ last_scan_at: sql<string>`now()` })
    .execute();
  await recordAudit(tx, SYSTEM, {
    action: 'scan.complete',
    targetType: 'scan',
    targetId: progress.scanId,
    after: { ...countsOf(progress.counts), feeds },
  });
}

/** Closes the row of a running scan with why it failed; false when it is closed already. */
export async function failScan(tx: TenantTx, scanId: string, error: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('scans')
    .set({ status: 'failed', finished_at: sql<string>`now()`, error: cut(error, 2_000) })
    .where('id', '=', scanId)
    .where('status', '=', 'running')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await recordAudit(tx, SYSTEM, {
    action: 'scan.fail',
    targetType: 'scan',
    targetId: scanId,
    after: { error: cut(error, 2_000) },
  });
  return true;
}
