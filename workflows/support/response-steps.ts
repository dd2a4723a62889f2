import { proxyActivities, type ActivityInterfaceFor } from '@temporalio/workflow';
import type { createDecisionActivities } from '../../activities/responses/decisions.ts';
import type { createDeliveryActivities } from '../../activities/deliveries/deliveries.ts';
import type { createProcessActivities } from '../../activities/responses/processes.ts';
import type { createResponseActivities } from '../../activities/responses/responses.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { createDeliveryRunner, LONGEST_SENDING, type DeliveryRunner } from './delivery-runner.ts';

/** Where a response stands in the database. */
export type ResponseState = Awaited<ReturnType<Responses['processVendorSecurityIncident']>>;

/** A step of a process that has begun. */
export type OpenedStep = Awaited<ReturnType<Processes['openStep']>>;

type Responses = ReturnType<typeof createResponseActivities>;
type Decisions = ReturnType<typeof createDecisionActivities>;
type Processes = ReturnType<typeof createProcessActivities>;
type Deliveries = ReturnType<typeof createDeliveryActivities>;

/**
 * One transaction each. Tried for as long as PostgreSQL is away: a response waits rather than fails. What no retry
 * mends comes back as a final failure by itself. A cancelled workflow does not wait for a transaction under way: the
 * next one sees what it left.
 */
function databaseSteps<T>(summary: string): ActivityInterfaceFor<T> {
  return proxyActivities<T>({
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
    cancellationType: 'ABANDON',
    summary,
  });
}

export const { processVendorSecurityIncident } = databaseSteps<Responses>(
  'Create task, alerts, assessment and process, as configured',
);
export const { applyIncidentChange } = databaseSteps<Responses>('Apply a change of the incident');
export const { remindTask } = databaseSteps<Responses>('Tell that an open task is overdue');
export const { skipDeliveries } = databaseSteps<Responses>('Drop deliveries that came to nothing in time');
export const { qualifyTracking } = databaseSteps<Decisions>('Record the qualification');
export const { resolveTracking } = databaseSteps<Decisions>('Record the resolution and end what is open');
export const { reopenTracking } = databaseSteps<Decisions>('Record the reopening');
export const { readProcess } = databaseSteps<Processes>('Read the steps of the process');
export const { openStep } = databaseSteps<Processes>('Hand out a step of the process');
export const { finishStep } = databaseSteps<Processes>('Record the outcome of a step');
export const { endProcess } = databaseSteps<Processes>('Record the end of the process');

/**
 * Other people's mail servers are away for hours at times, so a day of tries, at first quickly. A cancelled one ends
 * its running try first: nobody else may send the same message meanwhile.
 */
const { deliverAlert } = proxyActivities<Deliveries>({
  taskQueue: TASK_QUEUES.deliveries,
  startToCloseTimeout: LONGEST_SENDING,
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  summary: 'Deliver an alert',
});

/** Recorded by the same workers; as patient as every other database step. */
const { giveUpDelivery } = proxyActivities<Deliveries>({
  taskQueue: TASK_QUEUES.deliveries,
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  summary: 'Give up a delivery',
});

/** Runs the alert deliveries of one tenant. */
export const createAlertDeliveries = (tenantId: string): DeliveryRunner =>
  createDeliveryRunner({
    what: 'delivery',
    send: (deliveryId) => deliverAlert({ tenantId, deliveryId }),
    giveUp: (deliveryId) => giveUpDelivery({ tenantId, deliveryId }),
  });
