/** A response in real surroundings: PostgreSQL, the time-skipping engine, workers of both queues, an SMTP server. */
import { DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { pino } from 'pino';
import { createDecisionActivities } from '../../../activities/responses/decisions.ts';
import { createDeliveryActivities, createSenders } from '../../../activities/deliveries/deliveries.ts';
import { createDigestActivities } from '../../../activities/deliveries/digests.ts';
import { withErrorKinds, withPatience } from '../../../activities/support/errors.ts';
import { createProcessActivities } from '../../../activities/responses/processes.ts';
import { createResponseActivities } from '../../../activities/responses/responses.ts';
import { TASK_QUEUES } from '../../../src/contracts/task-queues.ts';
import { openDatabase, type Database } from '../../../src/db/database.ts';
import { workflowBundle } from '../../../src/worker/workflow-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../support/servers/database.ts';
import { startMailbox, type Mailbox } from '../../support/servers/mailbox.ts';
import { createCase, PROOF_KEY, type Case, type CaseOptions } from './case.ts';
import { createEngine, type TestTemporal } from './test-engine.ts';

/** Activities whose next try does its work and is then lost, as when a worker dies before it could report. */
export type Interruptions = Set<string>;

type Activity = (...args: never[]) => Promise<unknown>;

function interruptible<T extends Record<string, Activity>>(activities: T, lost: Interruptions): T {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...args: never[]) => {
      const result = await activity(...args);
      if (lost.delete(name)) throw new Error('The worker died');
      return result;
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

export interface ResponseRig {
  lost: Interruptions;
  env: TestTemporal;
  db: Database;
  database: TestDatabase;
  mailbox: Mailbox;
  bundle: WorkflowBundleOption;
  /** A tenant with one user per role, a vendor, an incident and their tracking, not yet responded to. */
  match(options?: CaseOptions): Promise<Case>;
  stop(): Promise<void>;
}

const quiet = new DefaultLogger('ERROR');

/** Starts everything; stop it at the end. */
export async function startResponseRig(
  engine: 'time-skipping' | 'dev' = 'time-skipping',
): Promise<ResponseRig> {
  const logger = pino({ level: 'silent' });
  Runtime.install({ logger: quiet });
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const mailbox = await startMailbox();
  const env = await createEngine(engine);
  const bundle = await workflowBundle(logger);
  const senders = createSenders({ smtpUrl: mailbox.url, from: 'Vigil <vigil@vigil.example>' });
  const common = { connection: env.nativeConnection, namespace: env.namespace ?? 'default' };
  const deps = { db, logger, config: { encryptionKeys: [PROOF_KEY] } };
  const outward = { ...deps, senders, publicUrl: 'https://vigil.example', client: env.client };
  const lost: Interruptions = new Set();
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.responses,
      workflowBundle: bundle,
      activities: interruptible(
        {
          ...withPatience({ ...createResponseActivities(deps), ...createProcessActivities(deps) }, logger),
          ...withErrorKinds(createDecisionActivities({ ...deps, client: env.client })),
        },
        lost,
      ),
    }),
    await Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.deliveries,
      activities: interruptible(
        withErrorKinds({ ...createDeliveryActivities(outward), ...createDigestActivities(outward) }),
        lost,
      ),
    }),
  ];
  const runs = workers.map((worker) => worker.run());
  const rig: Omit<ResponseRig, 'match' | 'stop'> = { env, db, database, mailbox, bundle, lost };
  return {
    ...rig,
    match: (options = {}) => createCase(rig, options),
    async stop() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(runs);
      Object.values(senders).forEach((sender) => sender.close());
      await env.teardown();
      await mailbox.close();
      await db.close();
      await database.drop();
    },
  };
}
