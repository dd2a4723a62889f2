/** Responses and processes that the database says are open, and that the engine may not run any more. */
import type { Client } from '@temporalio/client';
import { processId, responseId } from '../contracts/ids.ts';
import type { ResponseSubject } from '../contracts/incident-updates.ts';
import type { OpenProcess } from '../contracts/process-start.ts';
import { endOfRun } from './end-of-run.ts';
import { restartProcess, restartResponse } from './start-response.ts';

/** A run that is open in the database. */
export interface OpenRun {
  workflowId: string;
  /** Null of a process without a tracking. */
  trackingId: string | null;
  responseNo: number;
  /** The process; null: the response itself. */
  instanceId: string | null;
  start: () => Promise<boolean>;
}

/** The response of an open tracking as a run. */
export const responseRun = (client: Client, tenantId: string, subject: ResponseSubject): OpenRun => ({
  workflowId: responseId(subject.trackingId),
  trackingId: subject.trackingId,
  responseNo: subject.responseNo,
  instanceId: null,
  start: () => restartResponse(client, { tenantId, ...subject }),
});

/** An open process as a run. */
export const processRun = (
  client: Client,
  tenantId: string,
  { instanceId, vendorId, trackingId, responseNo }: OpenProcess,
): OpenRun => ({
  workflowId: processId(instanceId),
  trackingId,
  responseNo,
  instanceId,
  start: () => restartProcess(client, { tenantId, instanceId, vendorId }),
});

/** Starts a run again that is not at work: how it had ended, in words; null where it is at work. Throws ServiceError. */
export async function restartIfLost(client: Client, { workflowId, start }: OpenRun): Promise<string | null> {
  const reason = await endOfRun(client, workflowId);
  return reason !== null && (await start()) ? reason : null;
}
