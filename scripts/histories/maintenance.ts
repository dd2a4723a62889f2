import { maintenanceId } from '../../src/contracts/ids.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import type { Recording } from './recording.ts';

/** What the hourly Schedule starts, over whatever tenants there are by then. */
export async function recordMaintenance({ client, record }: Recording): Promise<void> {
  const workflowId = maintenanceId();
  await client.workflow.execute(WORKFLOW_TYPES.maintenance, {
    workflowId,
    taskQueue: TASK_QUEUES.monitoring,
    args: [{}],
  });
  await record('maintenance', workflowId);
}
