import type { Client } from '@temporalio/client';
import { alertDigestId } from '../../src/contracts/ids.ts';
import { alertHeldSignal } from '../../src/contracts/messages.ts';
import type { AlertDigestInput } from '../../src/contracts/payloads.ts';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';

/** Has the tenant's queued deliveries gathered, by the run that is at it or by a new one; asked twice is asked once. */
export async function askForDigest(client: Client, tenantId: string): Promise<void> {
  const input: AlertDigestInput = { tenantId };
  await client.workflow.signalWithStart(WORKFLOW_TYPES.alertDigest, {
    workflowId: alertDigestId(tenantId),
    taskQueue: TASK_QUEUES.responses,
    args: [input],
    signal: alertHeldSignal,
    signalArgs: [],
    staticSummary: `Digests of queued alerts of tenant ${tenantId}`,
    priority: { fairnessKey: tenantId },
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.tenant, value: tenantId }],
  });
}
