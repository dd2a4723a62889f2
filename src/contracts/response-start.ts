/** How a response is started: by an activity of a cycle, by one with a signal, by the API with an update. */
import { responseId } from './ids.ts';
import type { IncidentResponseInput } from './payloads.ts';
import { SEARCH_ATTRIBUTES } from './search-attributes.ts';
import { TASK_QUEUES } from './task-queues.ts';
import type { Severity } from '../domain/vocabulary.ts';

/** The tracking that a response is of. */
export interface ResponseStart extends IncidentResponseInput {
  vendorId: string;
  incidentId: string;
  /** Left out by who does not know it; the response sets it once it has read its tracking. */
  severity?: Severity;
}

/**
 * Options of every start of a response. The reuse policy is the caller's: a first start leaves an earlier run that ended
 * well alone, a reopening does not.
 */
export function responseStart({ severity, vendorId, incidentId, ...input }: ResponseStart) {
  const { tenantId, trackingId, responseNo } = input;
  const started: IncidentResponseInput = { tenantId, trackingId, responseNo };
  return {
    workflowId: responseId(trackingId),
    taskQueue: TASK_QUEUES.responses,
    args: [started] as [IncidentResponseInput],
    staticSummary: `Response to incident ${incidentId} at vendor ${vendorId}`,
    priority: { fairnessKey: tenantId },
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenantId },
      { key: SEARCH_ATTRIBUTES.vendor, value: vendorId },
      { key: SEARCH_ATTRIBUTES.incident, value: incidentId },
      ...(severity === undefined ? [] : [{ key: SEARCH_ATTRIBUTES.severity, value: severity }]),
    ],
  };
}
