import type { TenantTx } from '../../src/db/database.ts';
import { listAlerts } from '../../src/services/response/alerts/list-alerts.ts';
import { readAssignment } from '../../src/services/response/assessments/list-assessments.ts';
import { readProcess } from '../../src/services/response/processes/list-processes.ts';
import { readTask } from '../../src/services/response/tasks/list-tasks.ts';
import { readTimeline, readTracking } from '../../src/services/response/record/read-tracking.ts';
import { engineState } from '../../src/temporal/running-workflows.ts';
import { inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { presentProcess } from '../processes/present.ts';
import { presentTracking } from './present.ts';
import type { TrackingDetail } from './schema.ts';

interface Named {
  vendorId: string;
  id: string;
}

/**
 * A tracking with everything that its response made and whether the engine is at it; null when this vendor has no such
 * tracking. The engine is asked outside the transaction, so that a slow one holds no connection.
 */
export async function readDetail(c: ApiContext, deps: ApiDeps, named: Named): Promise<TrackingDetail | null> {
  const stored = await inTenant(c, deps, (tx) => readStored(tx, deps, named));
  if (stored === null) return null;
  const { response_workflow_id, status } = stored;
  const engine =
    response_workflow_id === null || status === 'resolved'
      ? null
      : await engineState(deps.temporal, response_workflow_id);
  return { ...stored, engine };
}

async function readStored(
  tx: TenantTx,
  deps: Pick<ApiDeps, 'config'>,
  { vendorId, id }: Named,
): Promise<Omit<TrackingDetail, 'engine'> | null> {
  const row = await readTracking(tx, id, vendorId);
  if (row === null) return null;
  const { task_id, assessment_assignment_id, workflow_instance_id } = row;
  const alerts = await listAlerts(tx, 'all', { vendor_tracking_id: id }, { limit: 200 });
  const process = workflow_instance_id === null ? null : await readProcess(tx, workflow_instance_id);
  return {
    ...presentTracking(deps, row),
    timeline: await readTimeline(tx, id),
    task: task_id === null ? null : await readTask(tx, task_id),
    alerts: alerts.rows,
    assessment: assessment_assignment_id === null ? null : await readAssignment(tx, assessment_assignment_id),
    process: process && presentProcess(deps, process),
  };
}
