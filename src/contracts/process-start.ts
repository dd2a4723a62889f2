/** How a TPRM, VRM or risk process is started: by its response as a child, or again by maintenance. */
import { processId } from './ids.ts';
import type { RiskProcessInput } from './payloads.ts';
import { SEARCH_ATTRIBUTES } from './search-attributes.ts';

/** The process, and the vendor that it is about. */
export interface ProcessStart extends RiskProcessInput {
  vendorId: string;
}

/** A process that has not ended. */
export interface OpenProcess {
  instanceId: string;
  vendorId: string;
  trackingId: string | null;
  responseNo: number;
}

/** Options of every start of a process; the reuse policy is the caller's. */
export function processStart({ tenantId, instanceId, vendorId }: ProcessStart) {
  const input: RiskProcessInput = { tenantId, instanceId };
  return {
    workflowId: processId(instanceId),
    args: [input] as [RiskProcessInput],
    staticSummary: `Process ${instanceId}`,
    priority: { fairnessKey: tenantId },
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenantId },
      { key: SEARCH_ATTRIBUTES.vendor, value: vendorId },
    ],
  };
}
