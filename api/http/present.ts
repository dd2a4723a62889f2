import type { ProcessRow } from '../../src/services/response/processes/list-processes.ts';
import type { TrackingRow } from '../../src/services/response/record/tracking-row.ts';
import { processId } from '../../src/contracts/ids.ts';
import type { ApiDeps } from './context.ts';
import { workflowLink } from './links.ts';
import type { Tracking, WorkflowInstance } from '../types.ts';

/** A tracking as the API shows it: with the workflow of its response, once it has one. */
export function presentTracking({ config }: Pick<ApiDeps, 'config'>, row: TrackingRow): Tracking {
  const { response_workflow_id, response_run_id } = row;
  return {
    ...row,
    workflow:
      response_workflow_id === null ? null : workflowLink(config, response_workflow_id, response_run_id),
  };
}

/** A process as the API shows it: with its workflow. */
export function presentProcess({ config }: Pick<ApiDeps, 'config'>, row: ProcessRow): WorkflowInstance {
  return { ...row, workflow: workflowLink(config, processId(row.id), null) };
}
