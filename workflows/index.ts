/** The workflow types that the bundle exports; the names are the types' names. */
export { alertDigest } from './alert-digest.ts';
export { customFeed } from './custom-feed.ts';
export { feedSync } from './feed-sync.ts';
export { incidentResponse } from './incident-response.ts';
export { maintenance } from './maintenance.ts';
export { monitoringCycle } from './monitoring-cycle.ts';
export { riskProcess } from './risk-process.ts';
