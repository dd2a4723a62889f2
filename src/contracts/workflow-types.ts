/** Workflow types by name, for clients that never load workflow code. */
export const WORKFLOW_TYPES = {
  feedSync: 'feedSync',
  customFeed: 'customFeed',
  monitoringCycle: 'monitoringCycle',
  incidentResponse: 'incidentResponse',
  riskProcess: 'riskProcess',
  alertDigest: 'alertDigest',
  maintenance: 'maintenance',
} as const;
