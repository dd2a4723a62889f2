import type { ListedTracking } from '../../src/services/response/record/tracking-row.ts';
import type { ApiDeps } from '../http/context.ts';
import { workflowLink } from '../http/links.ts';
import type { Tracking } from './schema.ts';

/** A tracking as the API shows it: with the workflow of its response, once it has one. */
export function presentTracking({ config }: Pick<ApiDeps, 'config'>, row: ListedTracking): Tracking {
  const { response_workflow_id, response_run_id } = row;
  return {
    ...row,
    workflow:
      response_workflow_id === null ? null : workflowLink(config, response_workflow_id, response_run_id),
  };
}
