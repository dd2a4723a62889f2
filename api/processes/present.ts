import { processId } from '../../src/contracts/ids.ts';
import type { ProcessRow } from '../../src/services/response/processes/list-processes.ts';
import type { ApiDeps } from '../http/context.ts';
import { workflowLink } from '../http/links.ts';
import type { ProcessInstance } from './schema.ts';

/** A process as the API shows it: with its workflow. */
export function presentProcess({ config }: Pick<ApiDeps, 'config'>, row: ProcessRow): ProcessInstance {
  return { ...row, workflow: workflowLink(config, processId(row.id), null) };
}
