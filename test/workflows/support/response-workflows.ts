/** The workflows of this folder's tests, as a bundle of their own. */
export { alertDigest } from '../../../workflows/alert-digest.ts';
export { incidentResponse } from '../../../workflows/incident-response.ts';
export { riskProcess } from '../../../workflows/risk-process.ts';
