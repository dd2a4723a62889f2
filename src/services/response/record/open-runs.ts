/** What should run: the responses of open trackings and the processes that have not ended. */
import { sql } from 'kysely';
import type { Actor } from '../../../contracts/decisions.ts';
import type { OpenProcess } from '../../../contracts/process-start.ts';
import type { ResponseSubject } from '../../../contracts/incident-updates.ts';
import type { TenantTx } from '../../../db/database.ts';
import { CANCELLABLE } from '../../../domain/response/tracking-life.ts';
import { recordTimeline } from './timeline.ts';

/** Of one tracking, or of all of the tenant. */
type Of = { trackingId?: string };

/** Open trackings whose response was started once, so that it should be at work. */
export async function readOpenResponses(tx: TenantTx, { trackingId }: Of = {}): Promise<ResponseSubject[]> {
  const rows = await tx.sql
    .selectFrom('vendor_security_tracking')
    .select(['id', 'response_no', 'vendor_id', 'incident_id', 'incident_severity'])
    .where('response_workflow_id', 'is not', null)
    .where('status', '<>', 'resolved')
    .$if(trackingId !== undefined, (query) => query.where('id', '=', trackingId ?? ''))
    .execute();
  return rows.map((row) => ({
    trackingId: row.id,
    responseNo: row.response_no,
    vendorId: row.vendor_id,
    incidentId: row.incident_id,
    severity: row.incident_severity ?? 'medium',
  }));
}

/** Processes that have not ended; `settled`: those only that were made a while ago, and so have been started. */
export async function readOpenProcesses(
  tx: TenantTx,
  { trackingId, settled = false }: Of & { settled?: boolean } = {},
): Promise<OpenProcess[]> {
  const rows = await tx.sql
    .selectFrom('workflow_instances')
    .select(['id', 'vendor_id', 'tracking_id', 'response_no'])
    .where('status', 'in', CANCELLABLE)
    .$if(settled, (query) => query.where('created_at', '<', sql<string>`now() - interval '5 minutes'`))
    .$if(trackingId !== undefined, (query) => query.where('tracking_id', '=', trackingId ?? ''))
    .execute();
  return rows.map((row) => ({
    instanceId: row.id,
    vendorId: row.vendor_id,
    trackingId: row.tracking_id,
    responseNo: row.response_no ?? 1,
  }));
}

/** A run that was started again: of a tracking's response, or of one of its processes. */
export interface Restart {
  trackingId: string;
  responseNo: number;
  /** The process; null: the response itself. */
  instanceId: string | null;
  /** How the run before had ended, in words. */
  reason: string;
  actor: Actor;
  /** ISO 8601 UTC. */
  at: string;
}

/** Says on the timeline and in the audit log that a run was started again, and why. */
export async function recordRestart(tx: TenantTx, restart: Restart): Promise<void> {
  const { trackingId, responseNo, instanceId, reason, actor, at } = restart;
  const what = instanceId === null ? 'response' : 'process';
  await recordTimeline(tx, { trackingId, responseNo, at, actor }, [
    {
      kind: 'restarted',
      detail: { what, reason, ...(instanceId !== null && { instance_id: instanceId }) },
      audit: {
        action: `${what}.restart`,
        targetType: instanceId === null ? 'vendor_security_tracking' : 'workflow_instance',
        targetId: instanceId ?? trackingId,
        after: { reason },
      },
    },
  ]);
}
