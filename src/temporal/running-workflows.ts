import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.ts';
import type { WORKFLOW_TYPES } from '../contracts/workflow-types.ts';
import { isAtWork } from './end-of-run.ts';

const PAGE = 1_000;
/** Milliseconds that the engine may take when a page asks: the rest is shown without it. */
const TIMEOUT_MS = 1_000;

/** Whether the workflow of a case is at work; `unknown` where the engine could not be asked in time. */
export const ENGINE_STATES = ['running', 'not_running', 'unknown'] as const;
export type EngineState = (typeof ENGINE_STATES)[number];

/**
 * The ids of a tenant's running workflows of one type, from the engine's index, which may be some seconds behind. Throws
 * ServiceError.
 */
export async function listRunning(
  { workflow }: Pick<Client, 'workflow'>,
  type: keyof typeof WORKFLOW_TYPES,
  tenantId: string,
): Promise<Set<string>> {
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.tenant.name} = '${tenantId}'`;
  const ids = new Set<string>();
  for await (const { workflowId } of workflow.list({ query, pageSize: PAGE })) ids.add(workflowId);
  return ids;
}

/** Whether the newest run of a workflow is at work. Never throws: the page that asks shows the rest without it. */
export async function engineState(client: Client, workflowId: string): Promise<EngineState> {
  try {
    const running = await client.withDeadline(Date.now() + TIMEOUT_MS, () => isAtWork(client, workflowId));
    return running ? 'running' : 'not_running';
  } catch {
    return 'unknown';
  }
}
