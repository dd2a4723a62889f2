import type { ResponseResult } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import { dueDate, type Calendar } from '../../../domain/response/due-date.ts';
import { calendarOf, DEFAULT_RESPONSE_CONFIG } from '../../../domain/response/response-config.ts';
import { CANCELLABLE, OPEN_TASK } from '../../../domain/response/tracking-life.ts';
import type { Phase, Severity } from '../../../domain/vocabulary.ts';
import type { StoredTracking } from './load-tracking.ts';

/** The run of a response, as the engine names it. */
export interface ResponseRun {
  workflowId: string;
  runId: string;
}

/** Where a response stands in the database; ids and enumerations only, it travels through the engine. */
export interface ResponseState {
  /** The tracking is resolved: there is nothing to respond to. */
  closed: boolean;
  phase: Phase;
  responseNo: number;
  vendorId: string;
  incidentId: string;
  severity: Severity;
  /** When the open qualification task is due, ISO 8601 UTC; null without an open task. */
  dueAt: string | null;
  /** When admins hear that it is overdue: a day later by the tenant's calendar. Absent in results of an earlier release. */
  escalateAt?: string | null;
  /** The open qualification task. */
  taskId: string | null;
  /** Deliveries that are still to be sent, or to be told to the digest. */
  deliveryIds: string[];
  /** The process that is to run. */
  instanceId: string | null;
  result: ResponseResult;
}

/** How the tenant counts days. */
async function readCalendar(tx: TenantTx): Promise<Calendar> {
  const config = await tx.sql.selectFrom('security_monitoring_configs').selectAll().executeTakeFirst();
  return calendarOf(config ?? DEFAULT_RESPONSE_CONFIG);
}

/** Reads where the response of a (locked) tracking stands. */
export async function readResponseState(tx: TenantTx, tracking: StoredTracking): Promise<ResponseState> {
  const task = await tx.sql
    .selectFrom('action_items')
    .select(['id', 'due_date'])
    .where('source_type', '=', 'vendor_security_incident')
    .where('source_id', '=', tracking.id)
    .where('status', 'in', OPEN_TASK)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const deliveries = await tx.sql
    .selectFrom('alert_deliveries as d')
    .innerJoin('security_alerts as a', 'a.id', 'd.alert_id')
    .select('d.id')
    .where('a.vendor_tracking_id', '=', tracking.id)
    .where('d.status', 'in', ['pending', 'held'])
    .orderBy('d.id')
    .execute();
  const instance = await tx.sql
    .selectFrom('workflow_instances')
    .select('id')
    .where('id', '=', tracking.workflow_instance_id)
    .where('status', 'in', CANCELLABLE)
    .executeTakeFirst();
  return {
    closed: tracking.status === 'resolved',
    phase: tracking.phase,
    responseNo: tracking.response_no,
    vendorId: tracking.vendor_id,
    incidentId: tracking.incident_id,
    severity: tracking.incident_severity ?? 'medium',
    dueAt: task?.due_date ?? null,
    escalateAt: task?.due_date ? dueDate(task.due_date, 1, await readCalendar(tx)) : null,
    taskId: task?.id ?? null,
    deliveryIds: deliveries.map(({ id }) => id),
    instanceId: instance?.id ?? null,
    result: {
      task_created: tracking.task_created,
      alert_sent: tracking.alert_sent,
      assessment_triggered: tracking.assessment_triggered,
      workflow_started: tracking.workflow_triggered,
    },
  };
}
