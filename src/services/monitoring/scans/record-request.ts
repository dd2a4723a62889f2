import type { TenantTx } from '../../../db/database.ts';
import type { ScanType } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';

/** A cycle that a person asked for and the engine has started. */
export interface RequestedScan {
  scanId: string;
  workflowId: string;
  runId: string;
  scanType: ScanType | 'all';
  daysBack: number | undefined;
  requestedBy: string | null;
}

/** Opens the scan's row, so that it can be looked at before a worker gets to it; one that is there stays. */
export async function recordScanRequest(tx: TenantTx, actor: AuditActor, scan: RequestedScan): Promise<void> {
  await tx.sql
    .insertInto('scans')
    .values({
      id: scan.scanId,
      tenant_id: tx.tenantId,
      scan_type: scan.scanType,
      kind: 'manual',
      status: 'running',
      days_back: scan.daysBack ?? null,
      workflow_id: scan.workflowId,
      run_id: scan.runId,
      requested_by: scan.requestedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await recordAudit(tx, actor, {
    action: 'scan.request',
    targetType: 'scan',
    targetId: scan.scanId,
    after: { scan_type: scan.scanType, days_back: scan.daysBack ?? null },
  });
}
