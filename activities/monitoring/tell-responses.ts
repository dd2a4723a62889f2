import { incidentChangedSignal } from '../../src/contracts/messages.ts';
import { responseStart } from '../../src/contracts/response-start.ts';
import type { IncidentUpdate } from '../../src/contracts/incident-updates.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

/**
 * Signals each response. One whose run has ended, in order or not, begins again with the update and decides by itself
 * what it means to its tracking, which may have been resolved just now. The same update, sent again, counts once.
 */
export async function tellResponses(
  { client }: Pick<ActivityDependencies, 'client'>,
  tenantId: string,
  updates: readonly IncidentUpdate[],
): Promise<void> {
  for (const { change, ...subject } of updates) {
    await client.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, {
      ...responseStart({ tenantId, ...subject }),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      signal: incidentChangedSignal,
      signalArgs: [change],
    });
  }
}
