import { proxyActivities, sleep } from '@temporalio/workflow';
import type { createDigestActivities } from '../../activities/deliveries/digests.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { createDeliveryRunner, LONGEST_SENDING, type DeliveryRunner } from './delivery-runner.ts';

type Digests = ReturnType<typeof createDigestActivities>;

/** One transaction each, tried for as long as PostgreSQL is away. */
const databaseStep = (summary: string) =>
  proxyActivities<Digests>({
    taskQueue: TASK_QUEUES.deliveries,
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
    summary,
  });

export const { openDigests } = databaseStep('Gather the queued alerts that are due');
const { giveUpDigest } = databaseStep('Give up a digest');

/**
 * As patient as a single delivery: a day of tries. A cancelled one ends its running try first, so that the next run
 * does not send the same digest meanwhile.
 */
const { sendDigest } = proxyActivities<Digests>({
  taskQueue: TASK_QUEUES.deliveries,
  startToCloseTimeout: LONGEST_SENDING,
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  summary: 'Send a digest',
});

/** Runs the digests of one tenant: a recipient whose mail server is away delays nobody else's. */
export const createDigestDeliveries = (tenantId: string): DeliveryRunner =>
  createDeliveryRunner({
    what: 'digest',
    send: (digestId) => sendDigest({ tenantId, digestId }),
    giveUp: (digestId) => giveUpDigest({ tenantId, digestId }),
    // One that could not even be given up is still due, but not at once.
    pause: () => sleep('1 hour', { summary: 'Until a digest is tried again' }),
  });
